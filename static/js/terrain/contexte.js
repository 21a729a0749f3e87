// Where we are: the sortie, the halte, who writes. Carried over from one rencontre to the next.

import { sansVides } from "./rencontre.js";
import { jourIso, parProximite, quart } from "./horaires.js";

const CHOIX = "contexte";
const CLOSES = new Set(["annulee"]);
const RECUS = new Set(["cree", "deja", "remplace"]);
const LISTE_DU_TYPE = { sortie: "sorties", halte: "haltes" };
const CHAMPS_DU_LIEU = {
  sortie: ["date", "creneau", "quartier", "equipage", "statut", "questions"],
  halte: ["sortie", "rang", "lieu", "quartier", "arrivee", "depart"],
};

export class Contexte extends EventTarget {
  #copies = { sortie: [], halte: [] };
  choix = { sortie: null, halte: null, auteur: null, moi: null };

  constructor({ memoire, referentiel, copies, registre }) {
    super();
    Object.assign(this, { memoire, referentiel, copies, registre });
    for (const source of [referentiel, copies]) {
      source.addEventListener("change", () => this.relire());
    }
  }

  // `demandee`: the sortie that the address names, if any, before the one of last time.
  async ouvrir(demandee) {
    this.choix = { ...this.choix, ...(await this.memoire.lire(CHOIX, {})) };
    if (demandee) await this.choisir({ sortie: demandee });
    else await this.relire();
  }

  async relire() {
    for (const type of ["sortie", "halte"]) this.#copies[type] = await this.copies.du(type);
    this.#choisirSeul();
    this.dispatchEvent(new Event("change"));
  }

  async choisir(part) {
    const autreSortie = part.sortie && part.sortie !== this.choix.sortie;
    this.choix = { ...this.choix, ...(autreSortie ? { halte: null } : {}), ...part };
    await this.memoire.ecrire(CHOIX, this.choix);
    await this.relire();
  }

  get auteur() {
    return this.referentiel.un("membres", this.choix.auteur);
  }

  get sortie() {
    return this.sorties().find((sortie) => sortie.id === this.choix.sortie);
  }

  get halte() {
    return this.haltes().find((halte) => halte.id === this.choix.halte);
  }

  sorties() {
    const toutes = this.#reunir("sortie").filter(({ statut }) => !CLOSES.has(statut));
    return toutes.sort((une, autre) => parProximite(une.date, autre.date));
  }

  haltes(sortie = this.choix.sortie) {
    const siennes = this.#reunir("halte").filter((halte) => halte.sortie === sortie);
    return siennes.sort((une, autre) => (une.rang ?? 1) - (autre.rang ?? 1));
  }

  // Saves a sortie or a halte, new or changed, and stands there.
  async poser(type, fiche) {
    const { id, empreinte, edition } = fiche;
    const donnees = sansVides(Object.fromEntries(CHAMPS_DU_LIEU[type].map((nom) => [nom, fiche[nom]])));
    const connue = empreinte ? { empreinte, edition } : null;
    await this.registre.noter(type, id, donnees, { connue });
    await this.choisir(type === "sortie" ? { sortie: id } : { halte: id });
    return id;
  }

  // A count hangs on a halte: without one, the sortie gets its first, at a place still to be said.
  async halteOuNouvelle() {
    if (this.halte) return this.halte.id;
    const { id: sortie, quartier, date } = this.sortie;
    const arrivee = date === jourIso() ? { arrivee: quart() } : {};
    const rang = this.haltes().length + 1;
    const id = crypto.randomUUID();
    return this.poser("halte", { id, sortie, rang, lieu: null, quartier, ...arrivee });
  }

  // Before the copies say that they were received: the lists then hold what they hold.
  async retenir(verdicts) {
    for (const { id, empreinte, verdict } of verdicts) {
      const copie = await this.copies.trouver(id);
      if (copie?.empreinte !== empreinte || !LISTE_DU_TYPE[copie.type] || !RECUS.has(verdict)) continue;
      await this.referentiel.retenir(LISTE_DU_TYPE[copie.type], { id, empreinte, ...copie.donnees });
    }
  }

  // The tablet's own version as long as the server has not acknowledged it.
  #reunir(type) {
    const lues = this.referentiel.liste(LISTE_DU_TYPE[type]);
    const fiches = new Map(lues.map((fiche) => [fiche.id, fiche]));
    for (const { id, base, etat, donnees } of this.#copies[type]) {
      if (fiches.has(id) && etat === "recue") continue;
      fiches.set(id, { id, empreinte: base, ...donnees });
    }
    return [...fiches.values()];
  }

  // Nothing to choose when there is only one possibility. Whoever signs in is the one who
  // writes, until another is chosen: not the one of last time.
  #choisirSeul() {
    const duJour = this.sorties().filter(({ date }) => date === jourIso());
    if (!this.sortie && duJour.length === 1) this.choix.sortie = duJour[0].id;
    const haltes = this.haltes();
    if (!this.halte && haltes.length) this.choix.halte = haltes.at(-1).id;
    const { moi } = this.referentiel;
    if (moi && moi !== this.choix.moi) Object.assign(this.choix, { moi, auteur: moi });
  }
}
