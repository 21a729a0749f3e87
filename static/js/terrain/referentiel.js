// The reference lists: read from the tablet at once, refreshed from the server when it answers.

const CLE = "referentiel";
const LISTES = ["membres", "quartiers", "lieux", "sorties", "haltes", "partenaires", "outils"];

export class Referentiel extends EventTarget {
  #memoire;
  #adresse;
  #contenu = {};

  constructor(memoire, adresse) {
    super();
    this.#memoire = memoire;
    this.#adresse = adresse;
  }

  liste(nom) {
    return this.#contenu.listes?.[nom] ?? [];
  }

  un(nom, id) {
    return this.liste(nom).find((entree) => entree.id === id);
  }

  get moi() {
    return this.#contenu.listes?.moi ?? null;
  }

  async ouvrir() {
    this.#contenu = await this.#memoire.lire(CLE, {});
  }

  // What the server just acknowledged is known here before the next reading.
  async retenir(nom, fiche) {
    const autres = this.liste(nom).filter(({ id }) => id !== fiche.id);
    this.#contenu.listes = { ...this.#contenu.listes, [nom]: [...autres, fiche] };
    await this.#memoire.ecrire(CLE, this.#contenu);
  }

  // True when the server answered, with news or without.
  async rafraichir(chercher = fetch) {
    const entetes = this.#contenu.etag ? { "If-None-Match": this.#contenu.etag } : {};
    const reponse = await chercher(this.#adresse, { headers: entetes }).catch(() => null);
    if (reponse?.status === 304) return true;
    const listes = reponse?.ok ? await reponse.json().catch(() => null) : null;
    if (!LISTES.some((nom) => Array.isArray(listes?.[nom]))) return false;
    const etag = reponse.headers.get("ETag");
    this.#contenu = { etag, listes };
    await this.#memoire.ecrire(CLE, this.#contenu);
    this.dispatchEvent(new Event("change"));
    return true;
  }
}
