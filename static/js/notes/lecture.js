// A text as the detector reads it: ASCII, without accents nor what is unseen.
// sessions/notes/lecture.py does the same, from the same table (bin/dresser_pliage).

// A letter of another script, and a sign (an emoji, a control): neither is typed in ASCII.
export const LETTRE = "\u0003";
export const SIGNE = "\u0002";

// `casse` and `texte` (lower case); for each character the code point that it comes from, and
// whether it was written otherwise: with an accent, most often.
export function lire(texte, listes) {
  let casse = "";
  const places = [];
  const plies = [];
  let place = 0;
  for (const signe of texte) {
    const lu = plier(signe, listes);
    casse += lu;
    for (const lettre of lu) {
      places.push(place);
      plies.push(lettre !== signe);
    }
    place += 1;
  }
  return { casse, texte: casse.replace(/[A-Z]/g, minuscule), places, plies };
}

// Where a stretch of what is read stands in the text as typed.
export const bornes = ({ places }, debut, fin) => [places[debut], places[fin - 1] + 1];

const minuscule = (lettre) => String.fromCharCode(lettre.charCodeAt(0) + 32);

function plier(signe, { vers, otes, lettres }) {
  const point = signe.codePointAt(0);
  if ((point >= 32 && point <= 126) || point === 10) return signe === "`" ? "'" : signe;
  const lu = vers.get(point);
  if (lu !== undefined) return lu;
  if (dans(point, otes)) return "";
  return dans(point, lettres) ? LETTRE : SIGNE;
}

function dans(point, plages) {
  let [bas, haut] = [0, plages.length];
  while (bas < haut) {
    const milieu = (bas + haut) >> 1;
    if (plages[milieu][0] <= point) bas = milieu + 1;
    else haut = milieu;
  }
  return bas > 0 && point <= plages[bas - 1][1];
}
