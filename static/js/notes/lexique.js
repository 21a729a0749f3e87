// The words that are known: French forms, the trade's, first names.
// sessions/notes/lexique.py does the same.

const BASE = 0x01000193;
const PREMIER = 0x811c9dc5;
const SECOND = 0x9747b28c;
// The shortest word where a slip is read through (then of two letters), the longest; the letters
// that French doubles.
const [FAUTE, ECHANGE, LONG] = [7, 9, 25];
const DOUBLEES = "bcdfglmnprst";

// A Bloom filter of words of ASCII letters: one byte for the number of draws, then the bits.
export class Filtre {
  constructor(octets) {
    this.tirages = octets[0];
    this.bits = octets.subarray(1);
  }

  // Double hashing of two FNV-1a of 32 bits.
  contient(mot) {
    const combien = this.bits.length * 8;
    const pas = fnv(mot, SECOND) | 1;
    let ici = fnv(mot, PREMIER);
    for (let reste = this.tirages; reste > 0; reste -= 1) {
      const rang = (ici >>> 0) % combien;
      if (!(this.bits[rang >> 3] & (1 << (rang & 7)))) return false;
      ici = (ici + pas) | 0;
    }
    return true;
  }
}

function fnv(mot, depart) {
  let hache = depart;
  for (let rang = 0; rang < mot.length; rang += 1) {
    hache = Math.imul(hache ^ mot.charCodeAt(rang), BASE);
  }
  // FNV alone leaves the last letters in the low bits: mixed once more.
  hache = Math.imul(hache ^ (hache >>> 15), 0x2c1b3c6d);
  return hache ^ (hache >>> 13);
}

export class Lexique {
  constructor({ formes, prenoms, vocabulaire }) {
    this.formes = new Filtre(formes);
    // The short words of French, which its dictionaries drown among rarer ones; the trade's.
    this.courts = ensemble(vocabulaire.courts);
    this.metier = ensemble(...Object.values(vocabulaire.metier));
    this.sigles = ensemble(vocabulaire.metier.sigles);
    // Words of the dictionary that are first of all names: yang, sahraoui.
    this.noms = ensemble(vocabulaire.noms);
    // First names that are words too: rose, pierre.
    this.ambigus = ensemble(vocabulaire.ambigus);
    // And the family names that are words: petit, boulanger.
    [this.femmes, this.hommes, this.familles] = prenoms.trim().split("\n").map(decoder);
    for (const mot of ensemble(vocabulaire.pas_des_noms)) this.familles.delete(mot);
  }

  // In the French dictionary.
  courant(mot) {
    if (mot.length <= 3) return this.courts.has(mot);
    return !this.noms.has(mot) && this.formes.contient(mot);
  }

  connu(mot) {
    return this.metier.has(mot) || this.courant(mot);
  }

  // A slip: one letter doubled or not (dificulte), two that changed places. Other slips would ask
  // for so many words that the filter would say yes to names.
  faute(mot) {
    if (mot.length < FAUTE || mot.length > LONG) return false;
    return sansFaute(mot).some((un) => this.courant(un));
  }

  prenom(mot) {
    return this.femmes.has(mot) || this.hommes.has(mot);
  }

  // ADA is an allowance, Ada a woman.
  sigleEtPrenom(mot) {
    return this.sigles.has(mot) && this.prenom(mot);
  }
}

function sansFaute(mot) {
  const essais = [];
  for (let rang = 0; rang < mot.length; rang += 1) {
    const [lettre, avant] = [mot[rang], mot[rang - 1]];
    if (DOUBLEES.includes(lettre)) essais.push(mot.slice(0, rang) + lettre + mot.slice(rang));
    if (avant === lettre) essais.push(mot.slice(0, rang) + mot.slice(rang + 1));
    else if (rang && mot.length >= ECHANGE) {
      essais.push(mot.slice(0, rang - 1) + lettre + avant + mot.slice(rang + 1));
    }
  }
  return essais;
}

// The words of lists, which are written several to a line.
export const ensemble = (...listes) => new Set(listes.flat().join(" ").split(" "));

// Front-coded words: a capital says how many letters are those of the word before.
function decoder(code) {
  const trouves = new Set();
  let mot = "";
  for (const [, communs, suite] of code.matchAll(/([A-Z])([a-z]*)/g)) {
    mot = mot.slice(0, communs.charCodeAt(0) - 65) + suite;
    trouves.add(mot);
  }
  return trouves;
}
