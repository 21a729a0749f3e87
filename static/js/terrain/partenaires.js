// « Vers qui ? »: the partenaires who answer to the besoin first, the others by their name.

import { puce, remplir } from "./dom.js";
import { jourEnClair, jourIso } from "./horaires.js";
import { enCours } from "./rencontre.js";

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
  #rencontre = null;

  constructor(form, referentiel) {
    this.referentiel = referentiel;
    this.liste = form.querySelector("[data-liste=partenaires]");
    this.recherche = form.querySelector("[data-recherche-partenaire]");
    this.recherche.addEventListener("input", () => this.#dessiner());
    this.recherche.addEventListener("keydown", (touche) => {
      if (touche.key === "Enter") touche.preventDefault(); // to search is not to save
    });
  }

  montrer(rencontre) {
    const avant = this.#rencontre;
    this.#rencontre = rencontre;
    if (avant?.courant !== rencontre.courant) this.recherche.value = "";
    this.recherche.closest("label").hidden = this.referentiel.liste("partenaires").length <= MONTRES;
    if (enCours(rencontre)?.reponse === "orientation") this.#dessiner();
  }

  #dessiner() {
    const { courant, orientations } = this.#rencontre;
    const garde = orientations.find(({ besoin }) => besoin === courant)?.partenaire;
    const categorie = enCours(this.#rencontre)?.categorie;
    const trouves = choisir(
      this.referentiel.liste("partenaires"), this.recherche.value, categorie, garde,
    );
    remplir(this.liste, trouves.map(({ id, nom, telephone, en_pause_jusqu_au: pause }) => {
      const detail = pause >= jourIso() ? `en pause jusqu’au ${jourEnClair(pause)}` : telephone;
      return puce({ nom: "partenaire", valeur: id, texte: nom, detail, coche: id === garde });
    }));
  }
}
