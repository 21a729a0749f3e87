// The words of a note, as they are written, and those that the équipe writes every day.
// sessions/notes/mots.py does the same.

import { lire } from "./lecture.js";

// After one of these, a capital says nothing.
const DEBUT_DE_PHRASE = /[.!?:;\n"()*\u0002]|^ ?- | - /;
const TOUT_EN_CAPITALES = 2;
export const [BAS, TITRE, HAUT] = ["bas", "titre", "haut"];

// {texte (lower case), debut, fin, casse, avant (what stands between it and the word before),
// initial, chiffre, accent, suit (next to the word before, as in a name)}.
export function mots({ casse, texte, plies }) {
  const trouves = [];
  let avantFin = 0;
  for (const { 0: ecrit, index: debut } of casse.matchAll(/[A-Za-z0-9\u0003]+/g)) {
    const avant = casse.slice(avantFin, debut);
    const fin = debut + ecrit.length;
    avantFin = fin;
    trouves.push({
      texte: texte.slice(debut, fin),
      debut,
      fin,
      casse: laCasse(ecrit),
      avant,
      initial: trouves.length === 0 || DEBUT_DE_PHRASE.test(avant),
      chiffre: /[0-9]/.test(ecrit),
      accent: plies.slice(debut, fin).includes(true),
      suit: avant === " " || avant === "-" || avant === "'",
    });
  }
  return trouves;
}

function laCasse(ecrit) {
  if (!/^[A-Z]/.test(ecrit)) return BAS;
  return /^[A-Z]{2,}$/.test(ecrit) ? HAUT : TITRE;
}

// A note all in capitals: there, they say nothing.
export function enCapitales(lesMots) {
  const hauts = lesMots.filter(({ casse }) => casse === HAUT).length;
  return hauts > TOUT_EN_CAPITALES * (lesMots.length - hauts);
}

// The ranks of the words that the équipe's own names and mots courants account for.
export function masques(lesMots, propres, listes) {
  const { suites, seuls } = prepares(propres, listes);
  const trouves = new Set();
  lesMots.forEach(({ texte }, rang) => {
    if (seuls.has(texte)) trouves.add(rang);
    for (const suite of suites.get(texte) ?? []) {
      if (suite.every((mot, place) => lesMots[rang + place]?.texte === mot)) {
        suite.forEach((_, place) => trouves.add(rang + place));
      }
    }
  });
  return trouves;
}

// By propres: the same ones serve a whole note, and the next.
const prets = new WeakMap();

function prepares(propres, listes) {
  if (!prets.has(propres)) prets.set(propres, preparer(propres, listes));
  return prets.get(propres);
}

// Names by their first word, and what is masked wherever it stands alone.
function preparer({ noms, mots: courants }, listes) {
  const articles = listes.contextes.liens_de_lieu;
  const suites = new Map();
  const seuls = new Set();
  for (const mot of courants) for (const texte of textes(mot, listes)) seuls.add(texte);
  const partiesDeNoms = [...listes.nomsDeLieux, ...noms].flatMap((nom) => parties(nom, listes));
  for (const suite of partiesDeNoms) {
    while (suite.length && articles.has(suite[0])) suite.shift();
    if (suite.length > 1) {
      suites.set(suite[0], [...(suites.get(suite[0]) ?? []), suite]);
      for (const mot of suite) if (rare(mot, listes.lexique)) seuls.add(mot);
    } else if (suite.length === 1 && !listes.lexique.prenom(suite[0])) seuls.add(suite[0]);
  }
  return { suites, seuls };
}

// « Villejean – Beauregard » is a quartier of two names, each said alone.
function parties(nom, listes) {
  const trouvees = [];
  for (const { texte, suit } of mots(lire(nom, listes))) {
    if (trouvees.length === 0 || !suit) trouvees.push([]);
    trouvees.at(-1).push(texte);
  }
  return trouvees;
}

// Long enough, and no first name: « Blosne » alone is the quartier.
const rare = (mot, lexique) => mot.length > 3 && !lexique.prenom(mot) && !lexique.connu(mot);

const textes = (nom, listes) => mots(lire(nom, listes)).map(({ texte }) => texte);
