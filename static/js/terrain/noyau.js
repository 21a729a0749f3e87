// The heart of the page: what every visit needs. Once served it is one file (medlove/fichiers.py),
// compressed as a whole and asked for once; the rest comes when a gesture asks for it.

export * from "./horaires.js";
export * from "./canonique.js";
export * from "./rencontre.js";
export * from "./contrat.js";
export * from "./memoire.js";
export * from "./base.js";
export * from "./file.js";
export * from "./copies.js";
export * from "./registre.js";
export * from "./reseau.js";
export * from "./envoi.js";
export * from "./brouillons.js";
export * from "./referentiel.js";
export * from "./identite.js";
export * from "./dom.js";
export * from "./garde.js";
export * from "./seuil.js";
export * from "./maj.js";
export * from "./etat.js";
export * from "./bandeau.js";
export * from "./contexte.js";
export * from "./compteurs.js";
export * from "./question.js";
export * from "./formulaire.js";
export * from "./retenue.js";
export * from "./saisie.js";
export * from "./liste.js";
