// Numbers spelled out, read as digits: « zéro six, douze, trente-quatre » is 0 6 12 34.
// sessions/notes/nombres.py does the same.

const LIEN = /^[ '-]{1,3}$/;
// A letter in the place of the digit that it looks like: « O6 0l ».
const PRESQUE_CHIFFRES = /^[0-9oil]*[0-9][0-9oil]*$/;

// {texte, debuts, fins}: what is read with its numbers in digits, and where each character
// comes from in it.
export function enChiffres(lu, { regles }) {
  const texte = presqueEnChiffres(lu);
  const suite = { texte: "", debuts: [], fins: [] };
  const ajouter = (lu, debut, fin) => {
    suite.texte += lu;
    suite.debuts.push(debut);
    suite.fins.push(fin);
  };
  let ici = 0;
  for (const { debut, fin, chiffres } of nombres(texte, regles.nombres)) {
    for (; ici < debut; ici += 1) ajouter(texte[ici], ici, ici + 1);
    for (const chiffre of chiffres) ajouter(chiffre, debut, fin);
    ici = fin;
  }
  for (; ici < texte.length; ici += 1) ajouter(texte[ici], ici, ici + 1);
  return suite;
}

// The letters that stand for digits replaced by them, place by place.
export const presqueEnChiffres = (texte) => texte.replace(/[a-z0-9]+/g, presque);

const presque = (mot) =>
  PRESQUE_CHIFFRES.test(mot) ? mot.replaceAll("o", "0").replace(/[il]/g, "1") : mot;

function nombres(texte, valeurs) {
  const lecteur = new Lecteur(texte, valeurs);
  const trouves = [];
  let rang = 0;
  while (rang < lecteur.mots.length) {
    const mot = lecteur.mots[rang];
    if (Object.hasOwn(valeurs, mot.texte)) {
      const [apres, valeur] = lecteur.nombre(rang);
      const { fin } = lecteur.mots[apres - 1];
      trouves.push({ debut: mot.debut, fin, chiffres: String(valeur) });
      rang = apres;
      continue;
    }
    rang += 1;
  }
  return trouves;
}

// The words, each bound or not to the one before it; each step gives [rank after, value].
export class Lecteur {
  constructor(texte, valeurs) {
    this.valeurs = valeurs;
    this.mots = [];
    let avant = 0;
    for (const { 0: mot, index: debut } of texte.matchAll(/[a-z0-9]+/g)) {
      const lie = avant > 0 && LIEN.test(texte.slice(avant, debut));
      avant = debut + mot.length;
      this.mots.push({ texte: mot, debut, fin: avant, lie });
    }
    this.limite = this.mots.length;
  }

  // The number that a word says; else -1.
  valeur({ texte }) {
    return Object.hasOwn(this.valeurs, texte) ? this.valeurs[texte] : -1;
  }

  // The longest number that begins at `rang`, as if there were no words from `limite` on.
  nombre(rang, limite = this.mots.length) {
    this.limite = limite;
    let [apres, valeur] = this.sousMille(rang);
    if (this.suite(apres) === 1000 && valeur > 1 && valeur < 1000) {
      [apres, valeur] = [apres + 1, valeur * 1000];
    }
    const suite = this.suite(apres);
    if (valeur >= 1000 && valeur % 1000 === 0 && suite > 0 && suite < 1000) {
      const [fin, reste] = this.sousMille(apres);
      return [fin, valeur + reste];
    }
    return [apres, valeur];
  }

  sousMille(rang) {
    let [apres, valeur] = this.sousCent(rang);
    if (this.suite(apres) === 100 && valeur > 1 && valeur < 10) {
      [apres, valeur] = [apres + 1, valeur * 100];
    }
    const suite = this.suite(apres);
    if (valeur >= 100 && valeur < 1000 && valeur % 100 === 0 && suite > 0 && suite < 100) {
      const [fin, reste] = this.sousCent(apres);
      return [fin, valeur + reste];
    }
    return [apres, valeur];
  }

  sousCent(rang) {
    let valeur = this.valeurs[this.mots[rang].texte];
    let apres = rang + 1;
    if (valeur === 4 && this.suite(apres) === 20) [apres, valeur] = [apres + 1, 80];
    if (valeur < 10 || valeur > 90 || valeur % 10 !== 0) return [apres, valeur];
    const et = apres < this.limite && this.mots[apres].lie && this.mots[apres].texte === "et";
    const suite = this.suite(et ? apres + 1 : apres);
    if (valeur === 10) {
      return suite >= 7 && suite <= 9 && !et ? [apres + 1, 10 + suite] : [apres, 10];
    }
    const limite = valeur === 60 || valeur === 80 ? 19 : 9;
    if (suite < 1 || suite > limite || (et && suite !== 1 && suite !== 11)) return [apres, valeur];
    apres += et ? 2 : 1;
    const unites = this.suite(apres);
    if (suite === 10 && unites >= 7 && unites <= 9) return [apres + 1, valeur + suite + unites];
    return [apres, valeur + suite];
  }

  // The number that the word says, when it follows the word before; else -1.
  suite(rang) {
    return rang < this.limite && this.mots[rang].lie ? this.valeur(this.mots[rang]) : -1;
  }
}
