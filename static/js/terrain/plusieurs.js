// Several lines told at once: the form shows what they have in common, a tap is for all of them.

import { appliquer, commune } from "./commun.js";
import { cocher } from "./noyau.js";

// What makes no sense for several at once.
const SEULE = "[data-geste=nePasNoter], [data-geste=commeLaPrecedente]";

export class Plusieurs {
  titre = "Plusieurs lignes";
  brouillons = []; // those chosen, held by this tab

  constructor(lignes) {
    this.lignes = lignes;
    this.enregistrer = document.querySelector("[type=submit][form=rencontre]");
    this.ordinaire = this.enregistrer.textContent;
    this.bouton = document.querySelector("[data-plusieurs]");
    this.annonce = document.querySelector("[data-annonce]");
    lignes.formulaire.geste = (_, ...tap) => this.#cocher(tap);
    this.#marquer(true);
  }

  get ids() {
    return this.brouillons.map(({ id }) => id);
  }

  // A line chosen, or no more; one that is told, or that another tab holds, is not.
  async basculer(id) {
    const { brouillons } = this.lignes;
    if (this.ids.includes(id)) {
      brouillons.lacher(id);
      this.brouillons = this.brouillons.filter((un) => un.id !== id);
    } else {
      const prise = await brouillons.prendre(id, { aussi: true });
      if (prise && !prise.faite) this.brouillons.push(prise);
    }
    this.#montrer();
  }

  // As `Brouillons.garder` does for one.
  garder() {
    const change = Date.now();
    return this.lignes.brouillons.poser(this.brouillons.map((un) => ({ ...un, change })));
  }

  // Leaves what was told on each line, and opens the first of them.
  async quitter() {
    const [premiere] = this.brouillons;
    this.finir();
    if (premiere) await this.lignes.prendre(premiere.id);
    else await this.lignes.saisie.suivante();
  }

  finir() {
    this.lignes.plusieurs = null;
    this.lignes.formulaire.geste = cocher;
    this.#marquer(false);
  }

  #cocher(tap) {
    const rencontres = appliquer(this.#rencontres(), tap);
    this.brouillons = this.brouillons.map((un, rang) => ({ ...un, rencontre: rencontres[rang] }));
    return commune(rencontres);
  }

  #rencontres() {
    return this.brouillons.map(({ rencontre }) => rencontre);
  }

  // In the place of a draft: what is saved or begun next follows the last line chosen.
  #montrer() {
    const nombre = this.brouillons.length;
    const { id = "", esquisse = {} } = this.brouillons.at(-1) ?? {};
    const rencontre = commune(this.#rencontres());
    this.lignes.saisie.prendre({ id, rencontre, reprise: null, esquisse }, this);
    const lignes = nombre > 1 ? `${nombre} lignes` : "1 ligne";
    this.annonce.textContent = nombre
      ? `S’applique à ${lignes} : ce qui est coché vaut pour chacune.`
      : "Toucher les lignes à remplir ensemble.";
    this.enregistrer.textContent = nombre > 1 ? `Enregistrer ces ${nombre} lignes` : "Enregistrer cette ligne";
    this.enregistrer.disabled = nombre === 0;
  }

  #marquer(oui) {
    this.bouton.setAttribute("aria-pressed", String(oui));
    this.annonce.hidden = !oui;
    this.lignes.formulaire.form.note.disabled = oui;
    for (const geste of document.querySelectorAll(SEULE)) geste.hidden = oui;
    if (!oui) Object.assign(this.enregistrer, { textContent: this.ordinaire, disabled: false });
  }
}
