// What may name a person: a civility and a name, a first name, a word that French does not know.
// sessions/notes/personnes.py does the same, from the same words (static/notes/regles.json).

import { LETTRE } from "./lecture.js";
import { BAS, HAUT, TITRE, enCapitales, masques, mots } from "./mots.js";
import { CIVILITE, NOM_POSSIBLE, PRENOM, rassembler } from "./noms.js";
import { sensibles } from "./sensibles.js";

// Stretches that may name somebody, then the words that say too much of anybody.
export function nommer(lecture, listes, propres) {
  const note = new Note(lecture, listes, propres);
  return [...rassembler(note), ...sensibles(note)];
}

class Note {
  constructor(lecture, listes, propres) {
    this.mots = mots(lecture);
    this.masques = masques(this.mots, propres, listes);
    this.criee = enCapitales(this.mots);
    this.listes = listes;
    this.lexique = listes.lexique;
    this.contextes = listes.contextes;
    this.marques = [];
    for (const rang of this.mots.keys()) this.marques.push(this.#marque(rang));
  }

  casse(mot) {
    return this.criee && mot.casse === HAUT ? BAS : mot.casse;
  }

  #marque(rang) {
    const mot = this.mots[rang];
    const seul = mot.texte.length === 1 && mot.texte !== LETTRE;
    if (mot.chiffre || seul) return "";
    if (this.#apresCivilite(rang)) {
      if (this.#nomApresCivilite(mot)) return CIVILITE;
      if (this.lexique.familles.has(mot.texte)) return NOM_POSSIBLE;
    }
    if (this.masques.has(rang)) return "";
    if (this.lexique.metier.has(mot.texte)) {
      const confondu = this.casse(mot) === TITRE && this.lexique.sigleEtPrenom(mot.texte);
      return confondu && !mot.initial ? NOM_POSSIBLE : "";
    }
    if (this.#lieuAvant(rang) || this.#finDElision(rang)) return "";
    if (this.lexique.prenom(mot.texte) && this.#personne(rang)) return PRENOM;
    if (!this.lexique.courant(mot.texte)) {
      return this.casse(mot) === BAS && this.lexique.faute(mot.texte) ? "" : NOM_POSSIBLE;
    }
    return this.#presente(rang) ? NOM_POSSIBLE : "";
  }

  // « aujourd’hui » is cut in two, and Hui is a name.
  #finDElision(rang) {
    return `${this.mots[rang - 1]?.texte}'${this.mots[rang].texte}` === "aujourd'hui";
  }

  #apresCivilite(rang) {
    const [avant, mot] = [this.mots[rang - 1], this.mots[rang]];
    const { civilites, civilites_titre: titrees } = this.contextes;
    if (!avant || !Object.hasOwn(civilites, avant.texte)) return false;
    // « m’a dit », « à 300 m ».
    const metres = mot.avant.includes("'") || this.mots[rang - 2]?.chiffre;
    // « Docteur Martin » is a partner, M. Martin may be anybody.
    if ((avant.texte === "m" && metres) || this.masques.has(rang - 1)) return false;
    return /^[ .]*$/.test(mot.avant) && (avant.casse !== BAS || !titrees.has(avant.texte));
  }

  #nomApresCivilite(mot) {
    const casse = this.casse(mot);
    if (Object.hasOwn(this.contextes.civilites, mot.texte)) return false;
    if (this.contextes.articles.has(mot.texte)) return false;
    if (casse === TITRE) return true;
    if (this.lexique.metier.has(mot.texte)) return false;
    if (casse === HAUT || this.lexique.ambigus.has(mot.texte)) return true;
    return this.lexique.prenom(mot.texte) || !this.lexique.courant(mot.texte);
  }

  // A first name; when it is a word too (rose, pierre), only where it reads as a person.
  #personne(rang) {
    const [avant, mot] = [this.mots[rang - 1], this.mots[rang]];
    const { introducteurs_de_nom: introduisent, relations, articles } = this.contextes;
    if (!this.lexique.ambigus.has(mot.texte)) return true;
    if (mot.accent && this.casse(mot) === BAS) return false;
    if (avant && (introduisent.has(avant.texte) || relations.has(avant.texte))) return true;
    if (this.#compose(rang) || this.#compose(rang + 1)) return true;
    if (this.#date(rang)) return false;
    if (this.casse(mot) !== BAS && !mot.initial) return !avant || !articles.has(avant.texte);
    return mot.initial && this.#agit(rang);
  }

  // « Rose a perdu », « Petit attend »; not « Juste à côté ».
  #agit(rang) {
    const apres = this.mots[rang + 1];
    if (apres?.avant !== " " || apres.accent) return false;
    return this.contextes.verbes.has(apres.texte);
  }

  // « le 3 Mai », « fin Mai ».
  #date(rang) {
    const [avant, mot] = [this.mots[rang - 1], this.mots[rang]];
    if (!avant) return false;
    const fin = this.lexique.ambigus.has(mot.texte) && this.contextes.calendrier.has(avant.texte);
    return avant.chiffre || fin;
  }

  // « marie-claire », « jean-marc »: two first names bound by a hyphen.
  #compose(rang) {
    const [avant, mot] = [this.mots[rang - 1], this.mots[rang]];
    if (!avant || mot?.avant !== "-") return false;
    return this.lexique.prenom(avant.texte) && this.lexique.prenom(mot.texte);
  }

  // A word of French with a capital that nothing else explains: « vu Boulanger ».
  #presente(rang) {
    const [avant, mot, apres] = [-1, 0, 1].map((pas) => this.mots[rang + pas]);
    const casse = this.casse(mot);
    if (this.contextes.articles.has(mot.texte) && apres && apres.casse !== BAS) return false;
    if (casse === BAS || this.#date(rang)) return false;
    if (mot.initial && casse === TITRE) {
      return this.lexique.familles.has(mot.texte) && this.#agit(rang);
    }
    if (!avant || !mot.suit) return true;
    const compose = avant.casse === TITRE && !avant.initial && !this.marques[rang - 1];
    // « Espace Social Commun » is no more somebody than « l’Espace ».
    return !this.contextes.articles.has(avant.texte) && !compose;
  }

  // « rue Jean-Jaurès », « école de la Duchère »: with a capital, the name of a place.
  #lieuAvant(rang) {
    const { lieux, liens_de_lieu: liens, saints } = this.contextes;
    const avant = this.mots[rang - 1];
    if (avant && saints.has(avant.texte) && this.mots[rang].suit) return true;
    if (this.casse(this.mots[rang]) === BAS) return false;
    for (let place = rang - 1; place >= 0 && rang - place < 5; place -= 1) {
      const mot = this.mots[place];
      if (!this.mots[place + 1].suit) return false;
      if (lieux.has(mot.texte)) return true;
      if (!liens.has(mot.texte) && this.casse(mot) === BAS) return false;
    }
    return false;
  }
}
