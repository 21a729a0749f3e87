// What a text may say of somebody, seen by the detector and not answered yet. Pure: code points
// in and out, as the detector counts them.

const forme = (mot) => mot.trim().toLowerCase();
// Seen for what they tell, not for being a name.
const DITS = new Set(["adresse", "infraction", "numero", "organisme", "origine", "sante"]);

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
  if (par) return avant + enTete(avant, passage, par) + apres;
  const joint = /\s$/.test(avant) || !avant ? apres.replace(/^\s+/, "") : apres;
  return /^\s*[.,;:!?)]?\s*$/.test(joint) ? avant.trimEnd() + joint : avant + joint;
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
