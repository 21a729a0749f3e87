// « Vers qui ? »: three partenaires proposed with their reasons, the others by their name.

import { jourEnClair, jourIso, puce, remplir } from "./noyau.js";
import { phrase } from "./ouvertures.js";
import { enPause, proposer } from "./suggestion.js";

const MONTRES = 8;

export function normaliser(texte) {
  return texte.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

// Those whose name holds what was typed; those who answer to the category come first.
export function choisir(partenaires, recherche, categorie, garde) {
  const cherche = normaliser(recherche.trim());
  const rang = ({ id, categories = [] }) => (id === garde ? 0 : categories.includes(categorie) ? 1 : 2);
  return partenaires
    .filter(({ id, nom }) => id === garde || normaliser(nom).includes(cherche))
    .sort((un, autre) => rang(un) - rang(autre))
    .slice(0, MONTRES);
}

export class Partenaires {
  #vue = null; // {courant, categorie, garde, ou}

  constructor(racine, referentiel) {
    Object.assign(this, { racine, referentiel });
    this.recherche = racine.querySelector("[data-recherche-partenaire]");
    this.recherche.addEventListener("input", () => this.#dessiner());
    this.recherche.addEventListener("keydown", (touche) => {
      if (touche.key === "Enter") touche.preventDefault(); // to search is not to save
    });
  }

  // `courant` is the besoin in hand, `garde` the partenaire chosen, `ou` what is near and when.
  montrer(vue) {
    if (this.#vue?.courant !== vue.courant) this.recherche.value = "";
    this.#vue = vue;
    this.#dessiner();
  }

  #dessiner() {
    const { categorie, garde, ou } = this.#vue;
    const tous = this.referentiel.liste("partenaires");
    const proposes = proposer(tous, categorie, ou);
    this.#remplir("proposes", proposes.map(({ partenaire, raisons }) => this.#puce(partenaire, raisons.join(" · "))));
    const ids = new Set(proposes.map(({ partenaire }) => partenaire.id));
    const autres = tous.filter(({ id }) => !ids.has(id));
    const trouves = choisir(autres, this.recherche.value, categorie, garde);
    this.#remplir("partenaires", trouves.map((un) => this.#puce(un, this.#detail(un, ou))));
    this.recherche.closest("label").hidden = autres.length <= MONTRES;
    this.#dire("aucun", proposes.length === 0 && tous.length > 0);
    this.#dire("annuaire-vide", tous.length === 0);
  }

  #puce({ id, nom }, detail) {
    return puce({ nom: "partenaire", valeur: id, texte: nom, detail, coche: id === this.#vue.garde });
  }

  #detail(partenaire, { depuis, maintenant }) {
    const { en_pause_jusqu_au: pause } = partenaire;
    if (enPause(partenaire, jourIso(maintenant))) return `en pause jusqu’au ${jourEnClair(pause, maintenant)}`;
    return phrase(partenaire, depuis, maintenant);
  }

  // Drawn anew under a keyboard, the chip that had the focus has it still.
  #remplir(nom, puces) {
    const liste = this.racine.querySelector(`[data-liste=${nom}]`);
    const tenue = liste.contains(document.activeElement) && document.activeElement.value;
    remplir(liste, puces);
    if (tenue) liste.querySelector(`[value="${CSS.escape(tenue)}"]`)?.focus();
  }

  #dire(nom, oui) {
    this.racine.querySelector(`[data-sans=${nom}]`).hidden = !oui;
  }
}
