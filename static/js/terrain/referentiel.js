// The reference lists: read from the tablet at once, refreshed from the server when it answers.

import { consulter } from "./reseau.js";

const REFERENTIEL = "referentiel";
const LISTES = ["membres", "quartiers", "lieux", "sorties", "haltes", "partenaires", "outils"];

export class Referentiel extends EventTarget {
  #memoire;
  #acces;
  #contenu = {};
  #enChemin = new Set(); // per answer awaited, what was acknowledged since it was asked for

  // `acces` is {adresse, entetes}.
  constructor(memoire, acces) {
    super();
    this.#memoire = memoire;
    this.#acces = acces;
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

  get equipe() {
    return this.#contenu.listes?.equipe ?? null;
  }

  // From which the openings run, "2026-09-15".
  get jour() {
    return this.#contenu.listes?.jour ?? "";
  }

  async ouvrir() {
    this.#contenu = await this.#memoire.lire(REFERENTIEL, {});
  }

  // What the server just acknowledged is known here before the next reading.
  async retenir(nom, fiche) {
    for (const depuis of this.#enChemin) depuis.push([nom, fiche]);
    this.#remplacer(nom, fiche);
    await this.#memoire.ecrire(REFERENTIEL, this.#contenu).catch(() => {}); // known as long as the page
  }

  // The status of the answer; 0 when none came, or none that can be read. An answer may be older
  // than what was acknowledged while it was on its way: it does not bring back what was before.
  async rafraichir() {
    const depuis = [];
    this.#enChemin.add(depuis);
    try {
      return await this.#lire(depuis);
    } finally {
      this.#enChemin.delete(depuis);
    }
  }

  async #lire(depuis) {
    const connue = this.#contenu.etag ? { "If-None-Match": this.#contenu.etag } : {};
    const reponse = await consulter(this.#acces, connue);
    if (!reponse?.ok) return reponse?.status ?? 0;
    const listes = await reponse.json().catch(() => null);
    if (!LISTES.some((nom) => Array.isArray(listes?.[nom]))) return 0;
    this.#contenu = { etag: reponse.headers.get("ETag"), listes };
    for (const [nom, fiche] of depuis) this.#remplacer(nom, fiche);
    await this.#memoire.ecrire(REFERENTIEL, this.#contenu).catch(() => {}); // a full tablet keeps the last
    this.dispatchEvent(new Event("change"));
    return reponse.status;
  }

  #remplacer(nom, fiche) {
    const autres = this.liste(nom).filter(({ id }) => id !== fiche.id);
    this.#contenu.listes = { ...this.#contenu.listes, [nom]: [...autres, fiche] };
  }
}
