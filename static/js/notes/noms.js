// Whole names, from the words that are marked. The end of sessions/notes/personnes.py.

import { BAS } from "./mots.js";

export const [CIVILITE, PRENOM, NOM_POSSIBLE] = ["civilite", "prenom", "nom_possible"];
const BLOQUENT = new Set([CIVILITE, PRENOM]);

// Words of one name that touch make one mark, which blocks as soon as one of them does.
export function rassembler(note) {
  const { mots, marques } = note;
  mots.forEach((_, rang) => etendre(note, rang));
  const trouves = [];
  let rang = 0;
  while (rang < mots.length) {
    const premier = rang;
    while (rang < mots.length && marques[rang]) {
      rang += 1;
      if (!mots[rang]?.suit) break;
    }
    if (premier === rang) rang += 1;
    else trouves.push(trouve(note, premier, rang - 1));
  }
  return trouves;
}

// What follows a name with a capital is of the name, though it be a word: « Jean Petit ».
function etendre(note, rang) {
  const { mots, marques, masques, lexique, contextes } = note;
  const mot = mots[rang];
  if (marques[rang] || masques.has(rang) || !rang || !mot.suit || mot.chiffre) return;
  const avant = marques[rang - 1];
  if (!BLOQUENT.has(avant) || lexique.metier.has(mot.texte)) return;
  const ecritEnNom = note.casse(mot) !== BAS && !contextes.liens_de_lieu.has(mot.texte);
  const deFamille = lexique.familles.has(mot.texte);
  if (ecritEnNom || deFamille || particule(note, rang)) marques[rang] = avant;
}

// « Abdou el Madi »: in lower case, before what reads as a name.
function particule(note, rang) {
  const { mots, marques, contextes } = note;
  const apres = mots[rang + 1];
  if (!apres?.suit || !contextes.particules.has(mots[rang].texte)) return false;
  return Boolean(marques[rang + 1]) || note.casse(apres) !== BAS;
}

function trouve(note, premier, dernier) {
  const { mots, contextes } = note;
  const marques = note.marques.slice(premier, dernier + 1);
  const regle = [CIVILITE, PRENOM].find((une) => marques.includes(une)) ?? NOM_POSSIBLE;
  const [{ debut }, { fin }] = [mots[premier], mots[dernier]];
  const avant = mots[premier - 1];
  if (regle === CIVILITE && avant && marques[0] === CIVILITE) {
    const proposition = contextes.civilites[avant.texte];
    return { debut: avant.debut, fin, regle, bloque: true, proposition };
  }
  const bloque = BLOQUENT.has(regle);
  if (avant && contextes.relations.has(avant.texte) && mots[premier].suit) {
    // « son voisin Karim » is « son voisin ».
    return { debut: avant.fin, fin, regle, bloque, proposition: "" };
  }
  return { debut, fin, regle, bloque, proposition: proposer(note, premier, dernier) };
}

function proposer({ mots, contextes, lexique, listes }, premier, dernier) {
  const textes = listes.regles.propositions;
  const avant = mots[premier - 1];
  if (avant && contextes.organismes.has(avant.texte)) return textes.organisme;
  for (const { texte } of mots.slice(premier, dernier + 1)) {
    const [femme, homme] = [lexique.femmes.has(texte), lexique.hommes.has(texte)];
    if (femme !== homme) return femme ? textes.femme : textes.homme;
  }
  return textes.personne;
}
