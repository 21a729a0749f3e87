// What is typed on the tablets: plausible, drawn from the seed, and never twice the same.

const DUREES = ["moins_5", "5_15", "15_30", "30_60"];
const CATEGORIES = ["aides_prestations", "logement"];

export class Saisies {
  #rang = 0;

  constructor(hasard, graine, equipe) {
    Object.assign(this, { hasard, graine, equipe });
  }

  rencontre() {
    const { sortie, halte } = this.equipe;
    const categories = CATEGORIES.slice(this.hasard.entier(2));
    const besoins = categories.map((categorie) => ({ id: this.#id(), categorie, reponse: "sur_place" }));
    return { id: this.#id(), donnees: { sortie, halte, besoins, ...this.changement("rencontre") } };
  }

  passages() {
    return { id: this.#id(), donnees: { halte: this.equipe.halte, ...this.changement("passages") } };
  }

  // What an edit says anew.
  changement(type) {
    if (type === "passages") return { passages: 1 + this.hasard.entier(50) };
    const note = this.hasard.nombre() < 0.3 ? { note: `note ${this.hasard.entier(1e6)}` } : {};
    return { duree: this.hasard.un(DUREES), ...note };
  }

  // Version 4 in form; of the équipe, so that a seed may be played again on the same base.
  #id() {
    const nombres = [this.graine, (this.#rang += 1), this.hasard.entier(2 ** 32)];
    const h = nombres.map((nombre) => (nombre >>> 0).toString(16).padStart(8, "0")).join("");
    const fin = this.equipe.id.slice(-8);
    return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20, 24)}${fin}`;
  }
}
