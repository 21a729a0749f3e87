// What in a free text could tell who somebody is, by the rules of static/notes/regles.json.
// sessions/notes/detecteur.py gives the same answer on the same text.

import { bornes, lire } from "./lecture.js";
import { chercher } from "./motifs.js";
import { nommer } from "./personnes.js";

export { chargerListes } from "./listes.js";

// What the équipe writes every day and names nobody. `noms`: its quartiers, lieux, streets and
// partners; `mots`: its mots courants.
export const SANS = { noms: [], mots: [] };

// {verdict: "bloque" | "alerte" | "ok", reperes: [{debut, fin, regle, bloque, proposition}]},
// positions in code points of the text as given, in its order, none overlapping.
export function examiner(texte, listes, propres = SANS) {
  const lecture = lire(texte, listes);
  const trouves = [...chercher(lecture, listes), ...nommer(lecture, listes, propres)];
  const reperes = sansRecouvrement(trouves, lecture.texte.length).map((trouve) => {
    const [debut, fin] = bornes(lecture, trouve.debut, trouve.fin);
    return { ...trouve, debut, fin };
  });
  if (reperes.length === 0) return { verdict: "ok", reperes };
  return { verdict: reperes.some(({ bloque }) => bloque) ? "bloque" : "alerte", reperes };
}

// What blocks first, then the surer rule; in the order of the text.
function sansRecouvrement(trouves, longueur) {
  const pris = new Uint8Array(longueur);
  const gardes = [];
  for (const trouve of [...trouves].sort((a, b) => b.bloque - a.bloque)) {
    if (pris.subarray(trouve.debut, trouve.fin).includes(1)) continue;
    pris.fill(1, trouve.debut, trouve.fin);
    gardes.push(trouve);
  }
  return gardes.sort((a, b) => a.debut - b.debut);
}
