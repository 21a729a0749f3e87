// Who sends: the tablet by its token once enrolled, else the member signed in.

const APPAREIL = "appareil";

export class Identite extends EventTarget {
  appareil = null; // {id, nom, equipe: {id, nom}, jeton}
  refusee = false; // by the server, the last time it was asked

  constructor(memoire, referentiel) {
    super();
    Object.assign(this, { memoire, referentiel });
  }

  async ouvrir() {
    this.appareil = await this.memoire.lire(APPAREIL);
  }

  // What waits for another équipe stays, and waits for it; what the page showed of it goes. True
  // when the équipe is another: the page must then be loaded anew.
  async enroler(appareil) {
    const change = Boolean(this.equipe) && this.equipe !== appareil.equipe.id;
    for (const cle of change ? ["contexte", "referentiel", "precedente"] : []) await this.memoire.effacer(cle);
    await this.memoire.ecrire(APPAREIL, appareil);
    Object.assign(this, { appareil, refusee: false });
    this.dispatchEvent(new Event("change"));
    return change;
  }

  get equipe() {
    return this.appareil?.equipe.id ?? this.referentiel.equipe?.id ?? null;
  }

  suivre(envoi) {
    envoi.addEventListener("arrivee", () => (this.refusee = false));
    envoi.addEventListener("echec", ({ detail }) => (this.refusee ||= detail.nature === "refus"));
  }

  // What a refusal of the server means here.
  get manque() {
    return this.appareil ? "appareil" : "session";
  }

  entetes() {
    if (this.appareil) return { Authorization: `Medlove-Appareil ${this.appareil.jeton}` };
    return { "X-CSRFToken": document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "" };
  }
}
