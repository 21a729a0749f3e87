// What a text may say of somebody, seen by the detector and not answered yet. Pure: code points
// in and out, as the detector counts them.

const forme = (mot) => mot.trim().toLowerCase();
// Seen for what they tell, not for being a name.
const DITS = new Set(["adresse", "infraction", "numero", "organisme", "origine", "sante"]);

// [what stands before, what is put, what the former becomes, where the latter starts].
const LIAISONS = [
  [/(^|\s)(d)[ue] $/i, /^à une? /, "$1$2’", 2],
  [/(^|\s)(?:au|[aà]) $/i, /^à une? /, "$1", 0],
  [/(^|\s)(d)[ue] $/i, /^une? /, "$1$2’", 0],
  [/(^|\s)((?:jus)?qu|lorsqu|puisqu)e $/i, /^une? /, "$1$2’", 0],
  [/(^|\s)au $/i, /^une? /, "$1à ", 0],
  [/(^|\s)(?:l[ea]|ce|cette|son|sa|mon|ma) $/i, /^une? /, "$1", 0],
];

// The words of a passage, as typed.
export const mots = (texte, { debut, fin }) => [...texte].slice(debut, fin).join("");

// `admis` are the words said to be nobody's name: a warning about one is answered, a block never.
export function enSuspens(texte, reperes, admis = []) {
  const connus = new Set(admis.map(forme));
  return reperes.filter((repere) => repere.bloque || !connus.has(forme(mots(texte, repere))));
}

export const admettre = (admis, mot) => [...new Set([...admis, forme(mot)])];

// The text with `par` in the place of the passage; with nothing, the space around it closes.
export function remplacer(texte, { debut, fin }, par) {
  const points = [...texte];
  const [avant, passage, apres] = [points.slice(0, debut), points.slice(debut, fin), points.slice(fin)].map((un) => un.join(""));
  if (par) {
    const [debutDite, dite] = accorder(avant, par);
    return debutDite + enTete(debutDite, passage, dite) + apres;
  }
  const joint = /\s$/.test(avant) || !avant ? apres.replace(/^\s+/, "") : apres;
  return /^\s*[.,;:!?)]?\s*$/.test(joint) ? avant.trimEnd() + joint : avant + joint;
}

// What stands before a name does not stand before « une femme »: « de une », « le un », « au à une ».
function accorder(avant, par) {
  for (const [debut, dite, reste, depuis] of LIAISONS) {
    if (dite.test(par) && debut.test(avant)) return [avant.replace(debut, reste), par.slice(depuis)];
  }
  return [avant, par];
}

// Where a sentence begins, with a capital as the passage had.
function enTete(avant, passage, par) {
  const debut = /(^|[.!?…]\s+)$/.test(avant);
  const capitale = passage.charAt(0) !== passage.charAt(0).toLowerCase();
  return debut && capitale ? par.charAt(0).toUpperCase() + par.slice(1) : par;
}

// The text in pieces, each with its repère or without.
export function decouper(texte, reperes) {
  const points = [...texte];
  const morceaux = [];
  let ici = 0;
  for (const repere of reperes) {
    if (repere.debut > ici) morceaux.push({ texte: points.slice(ici, repere.debut).join("") });
    morceaux.push({ texte: mots(texte, repere), repere });
    ici = repere.fin;
  }
  if (ici < points.length) morceaux.push({ texte: points.slice(ici).join("") });
  return morceaux;
}

export const estUnNom = ({ regle }) => !DITS.has(regle);

// A word can be proposed as the équipe's own; a passage of several is one of no list.
export const estUnMot = (passage) => !/\s/.test(passage.trim());
