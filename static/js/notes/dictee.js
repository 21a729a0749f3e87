// Numbers that are dictated, where several readings are possible.
// « soixante dix-huit » is 78, or 60 18; « zéro quatre vingt-deux » is 0 82, or 04 22.
// Of a phone number and of a social security number, the reading that goes furthest is found.
// sessions/notes/dictee.py does the same.

import { CONTROLES } from "./controles.js";
import { Lecteur, presqueEnChiffres } from "./nombres.js";

const SUITE = /^[ .\-/_,:;()*|~'"[\]<>{}=+#&%?!\\\u0002\n]{1,6}$/;
const CHIFFRES = /^[0-9]+$/;
// What a number may still become: else its reading stops.
const PROMET = /^(?:0|0[1-9][0-9]{0,8}|[1-478][0-9]{0,14})$/;
const COMMENCE = /^(?:0|0[1-9][0-9]{0,8}|[1-478][0-9]{0,14})/;
// Readings tried from one word, of which a number has some ten, or hundreds when nearly each part
// of it has two; and no text must take long.
const ESSAIS = 300;

// {debut, fin, regle} of each number dictated in `lu`, in lower case.
export function dictes(lu, regles) {
  const dictee = new Dictee(presqueEnChiffres(lu), regles.nombres);
  const trouves = [];
  let libre = 0;
  dictee.mots.forEach(({ debut }, rang) => {
    const trouve = rang >= libre && dictee.commence(rang) ? dictee.lire(rang) : null;
    if (!trouve) return;
    libre = trouve.apres;
    trouves.push({ debut, fin: dictee.mots[libre - 1].fin, regle: trouve.regle });
  });
  return trouves;
}

// Of a number that is whole; null when it is none.
function regleDe(chiffres) {
  if (chiffres.length === 10 && chiffres[0] === "0") return "telephone";
  return chiffres.length === 15 && CONTROLES.nir(chiffres) ? "nir" : null;
}

class Dictee {
  constructor(texte, valeurs) {
    this.texte = texte;
    this.lecteur = new Lecteur(texte, valeurs);
    this.mots = this.lecteur.mots;
  }

  // A phone number begins with a zero, wherever; the other with the first of the numbers.
  commence(rang) {
    const [premiere] = this.#alternatives(rang);
    if (!premiere || !COMMENCE.test(premiere.lus)) return false;
    return premiere.lus[0] === "0" || rang === 0 || !this.#suit(rang);
  }

  // The rank after the number that begins at `depart`, and its rule.
  lire(depart) {
    const pile = [{ rang: depart, chiffres: "", dit: false }];
    let trouve = null;
    for (let essais = ESSAIS; essais > 0 && pile.length > 0; essais -= 1) {
      const { rang, chiffres, dit } = pile.pop();
      const regle = dit && regleDe(chiffres);
      if (regle) {
        if (!trouve || rang > trouve.apres) trouve = { apres: rang, regle };
        continue;
      }
      if (rang > depart && (rang === this.mots.length || !this.#suit(rang))) continue;
      for (const { apres, lus, enLettres } of this.#alternatives(rang)) {
        if (!PROMET.test(chiffres + lus)) continue;
        pile.push({ rang: apres, chiffres: chiffres + lus, dit: dit || enLettres });
      }
    }
    return trouve;
  }

  // What can be read at `rang`: the rank after, its digits, whether it is spelled out.
  #alternatives(rang) {
    const { texte } = this.mots[rang];
    if (CHIFFRES.test(texte)) return [{ apres: rang + 1, lus: texte, enLettres: false }];
    if (this.lecteur.valeur(this.mots[rang]) < 0) return [];
    const [plusLong] = this.lecteur.nombre(rang);
    const trouvees = [];
    for (let fin = rang + 1; fin <= plusLong; fin += 1) {
      const [apres, valeur] = this.lecteur.nombre(rang, fin);
      if (apres === fin) trouvees.push({ apres, lus: String(valeur), enLettres: true });
    }
    return trouvees;
  }

  // A number stands just before, as in a dictation.
  #suit(rang) {
    const [avant, mot] = [this.mots[rang - 1], this.mots[rang]];
    if (!CHIFFRES.test(avant.texte) && this.lecteur.valeur(avant) < 0) return false;
    return SUITE.test(this.texte.slice(avant.fin, mot.debut));
  }
}
