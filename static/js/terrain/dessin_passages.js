// How a passage is drawn: in the sheet behind the text, and as a line with its gestures.

import { boutonPuce } from "./noyau.js";
import { estUnMot, estUnNom } from "./passages.js";

const guillemets = (texte) => `«\u202f${texte.trim()}\u202f»`;

// `gestes`: {remplacer(par), proposer(), admettre()}.
export function dessinerPassage(repere, passage, quoi, gestes) {
  const ligne = document.createElement("li");
  ligne.className = "passage";
  const titre = document.createElement("p");
  const ou = document.createElement("strong");
  ou.textContent = guillemets(passage);
  titre.append(ou, ` : ${quoi}`);
  const puces = document.createElement("div");
  puces.className = "puces puces--serrees";
  puces.setAttribute("role", "group");
  puces.setAttribute("aria-label", `Pour ${guillemets(passage)}`);
  puces.append(...boutons(repere, passage, gestes));
  ligne.append(titre, puces);
  return ligne;
}

function* boutons(repere, passage, { remplacer, proposer, admettre }) {
  const { bloque, proposition } = repere;
  if (proposition) yield bouton(`Remplacer par ${guillemets(proposition)}`, () => remplacer(proposition));
  if (bloque || !proposition) yield bouton("Effacer", () => remplacer(""));
  if (bloque) return;
  const nom = estUnNom(repere);
  yield bouton(nom ? "Ce n’est pas une personne" : "Le garder", admettre);
  if (nom && estUnMot(passage)) yield bouton("Mot courant", proposer, "le proposer à la coordination");
}

function bouton(texte, faire, detail) {
  const celui = boutonPuce({ texte, detail, valeur: "" });
  celui.removeAttribute("aria-pressed");
  celui.classList.add("passage__geste");
  celui.addEventListener("click", faire);
  return celui;
}

export function surligner(fond, morceaux) {
  fond.replaceChildren(...morceaux.map(({ texte, repere }) => {
    if (!repere) return document.createTextNode(texte);
    const marque = document.createElement("mark");
    if (repere.bloque) marque.dataset.bloque = "";
    marque.textContent = texte;
    return marque;
  }));
}
