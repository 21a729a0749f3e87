// The rules and lists that Python and JavaScript share: the files of static/notes/.

import { Lexique, ensemble } from "./lexique.js";

// `adresses`: {pliage, regles, vocabulaire, prenoms, formes}, the addresses of the files; to be
// called when a note opens.
export async function chargerListes(adresses) {
  const entrees = await Promise.all(
    Object.entries(adresses).map(async ([nom, adresse]) => [nom, await contenu(nom, adresse)]),
  );
  return new Listes(Object.fromEntries(entrees));
}

const json = (reponse) => reponse.json();
const LECTURES = {
  pliage: json,
  regles: json,
  vocabulaire: json,
  prenoms: (reponse) => reponse.text(),
  formes: async (reponse) => new Uint8Array(await reponse.arrayBuffer()),
};

async function contenu(nom, adresse) {
  const reponse = await fetch(adresse);
  if (!reponse.ok) throw new Error(`${adresse} : ${reponse.status}`);
  return LECTURES[nom](reponse);
}

export class Listes {
  constructor({ pliage, regles, vocabulaire, prenoms, formes }) {
    this.regles = regles;
    this.vers = new Map();
    for (const [lu, signes] of Object.entries(pliage.vers)) {
      for (const signe of signes) this.vers.set(signe.codePointAt(0), lu);
    }
    this.otes = pliage.otes;
    this.lettres = pliage.lettres;
    this.motifs = regles.motifs.map((un) => ({ ...un, motif: compiler(un.motif, regles) }));
    this.lexique = new Lexique({ formes, prenoms, vocabulaire });
    this.nomsDeLieux = vocabulaire.noms_de_lieux;
    this.contextes = Object.fromEntries(
      Object.entries(regles.contextes).map(([nom, mots]) => [
        nom,
        Array.isArray(mots) ? ensemble(mots) : mots,
      ]),
    );
    // The rule of each word that says too much.
    this.sensibles = new Map(
      Object.entries(regles.mots_sensibles).flatMap(([regle, mots]) =>
        [...ensemble(mots)].map((mot) => [mot, regle]),
      ),
    );
  }
}

function compiler(motif, { fragments }) {
  let texte = motif;
  for (const [nom, fragment] of Object.entries(fragments)) {
    texte = texte.replaceAll(`<${nom}>`, () => fragment);
  }
  return new RegExp(texte, "g");
}
