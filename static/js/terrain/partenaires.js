// « Vers qui ? »: three partenaires proposed with their reasons, the others the nearest first.

import { jourEnClair, jourIso, puce, remplir } from "./noyau.js";
import { phrase } from "./ouvertures.js";
import { eloignement, enPause, pres, proposer } from "./suggestion.js";

const MONTRES = 8;

export function normaliser(texte) {
  return texte.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

// Whether every word typed is in the name, the commune, the quartier or the kind of structure.
export function trouve({ nom, commune = "", quartier, genre_de_structure: genre = "" }, recherche, quartiers = []) {
  const nomDuQuartier = quartiers.find(({ id }) => id === quartier)?.nom ?? "";
  const dit = normaliser([nom, commune, nomDuQuartier, genre.replaceAll("_", " ")].join(" "));
  return normaliser(recherche).split(/[^\p{L}\p{N}]+/u).every((mot) => dit.includes(mot));
}

// Those found and the one chosen, which comes first; then those who answer to the category, the
// nearest, the alphabet.
export function choisir(partenaires, recherche, { categorie, garde, ou = {} }, quartiers) {
  const rang = ({ id, categories = [] }) => (id === garde ? 0 : categories.includes(categorie) ? 1 : 2);
  return partenaires
    .filter((un) => un.id === garde || trouve(un, recherche, quartiers))
    .map((partenaire) => ({ partenaire, rang: rang(partenaire), loin: eloignement(partenaire, ou) }))
    .sort((un, autre) => un.rang - autre.rang || un.loin - autre.loin || parNom(un, autre))
    .slice(0, MONTRES)
    .map(({ partenaire }) => partenaire);
}

const sontLes = (puces, autres) =>
  puces.length > 0 && puces.length === autres.length && puces.every((une, rang) => estLa(une, autres[rang]));

const estLa = (une, autre) => une.isEqualNode(autre) && une.control.checked === autre.control.checked;

const parNom = ({ partenaire: un }, { partenaire: autre }) => un.nom.localeCompare(autre.nom);

export class Partenaires {
  #vue = null; // {courant, categorie, garde, ou}

  constructor(racine, referentiel) {
    Object.assign(this, { racine, referentiel });
    this.recherche = racine.querySelector("[data-recherche-partenaire]");
    this.recherche.addEventListener("input", () => {
      this.#dessiner();
      this.recherche.scrollIntoView({ block: "nearest" });
    });
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
    const { categorie, ou } = this.#vue;
    const quartiers = this.referentiel.liste("quartiers");
    const tous = this.referentiel.liste("partenaires");
    const proposes = proposer(tous, categorie, ou);
    this.#remplir("proposes", proposes.map(({ partenaire, raisons }) => this.#puce(partenaire, raisons.join(" · "))));
    const ids = new Set(proposes.map(({ partenaire }) => partenaire.id));
    const autres = tous.filter(({ id }) => !ids.has(id));
    const trouves = choisir(autres, this.recherche.value, this.#vue, quartiers);
    this.#remplir("partenaires", trouves.map((un) => this.#puce(un, this.#detail(un, ou))));
    this.recherche.closest("label").hidden = autres.length <= MONTRES;
    this.#dire("proposes", proposes.length > 0);
    const cherche = this.recherche.value.trim();
    const repond = (liste) => liste.some((un) => trouve(un, cherche, quartiers));
    this.#dire("trouve", cherche && !repond(tous));
    this.#dire("deja", cherche && !repond(autres) && repond(tous));
    this.racine.querySelector("[data-cherche]").textContent = cherche;
    this.#dire("aucun", proposes.length === 0 && tous.length > 0);
    this.#dire("annuaire-vide", tous.length === 0);
  }

  #puce({ id, nom }, detail) {
    return puce({ nom: "partenaire", valeur: id, texte: nom, detail, coche: id === this.#vue.garde });
  }

  #detail(partenaire, ou) {
    const { en_pause_jusqu_au: pause } = partenaire;
    const { depuis, maintenant } = ou;
    const dite = enPause(partenaire, jourIso(maintenant))
      ? `en pause jusqu’au ${jourEnClair(pause, maintenant)}`
      : phrase(partenaire, depuis, maintenant);
    return [dite, pres(partenaire, ou)].filter(Boolean).join(" · ");
  }

  // Drawn anew where something changed only: under a finger, its tap would be lost. Under a
  // keyboard, the chip that had the focus has it still.
  #remplir(nom, puces) {
    const liste = this.racine.querySelector(`[data-liste=${nom}]`);
    if (sontLes(puces, liste.children)) return;
    const tenue = liste.contains(document.activeElement) && document.activeElement.value;
    remplir(liste, puces);
    if (tenue) liste.querySelector(`[value="${CSS.escape(tenue)}"]`)?.focus();
  }

  #dire(nom, oui) {
    this.racine.querySelector(`[data-sans=${nom}]`).hidden = !oui;
  }
}
