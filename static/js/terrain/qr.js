// A QR code as one SVG path, dark on white whatever is around it, as sessions/terrain/qr.py draws.

import { encode } from "../../vendor/uqr/index.js";

const SVG = "http://www.w3.org/2000/svg";
// The blank around, in modules, without which a camera does not find the square.
const MARGE = 4;

export function dessinerQr(texte, libelle) {
  const { data, size } = encode(texte, { ecc: "M", border: MARGE });
  const svg = element("svg", { viewBox: `0 0 ${size} ${size}`, role: "img", "shape-rendering": "crispEdges" });
  svg.setAttribute("aria-label", libelle);
  svg.append(
    element("path", { fill: "#fff", d: `M0 0h${size}v${size}H0z` }),
    element("path", { fill: "#000", d: data.map(traits).join("") }),
  );
  return svg;
}

// One rectangle for each run of dark modules in a row.
function traits(rangee, y) {
  let trace = "";
  for (let x = 0; x < rangee.length; x += 1) {
    const debut = x;
    while (rangee[x]) x += 1;
    if (x > debut) trace += `M${debut} ${y}h${x - debut}v1h-${x - debut}z`;
  }
  return trace;
}

function element(nom, attributs) {
  const noeud = document.createElementNS(SVG, nom);
  for (const [cle, valeur] of Object.entries(attributs)) noeud.setAttribute(cle, valeur);
  return noeud;
}
