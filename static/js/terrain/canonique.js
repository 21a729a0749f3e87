// Canonical JSON and its SHA-256: the same bytes here and on the server, for the same content.

const CLE_CANONIQUE = /^[a-z][a-z0-9_]*$/;

export function canonique(valeur) {
  if (valeur === null || typeof valeur === "boolean") return String(valeur);
  if (typeof valeur === "string") return JSON.stringify(valeur.toWellFormed());
  if (typeof valeur === "number") return entier(valeur);
  if (Array.isArray(valeur)) return `[${valeur.map(canonique).join(",")}]`;
  if (typeof valeur === "object") return objet(valeur);
  throw new TypeError(`hors du contrat : ${typeof valeur}`);
}

function entier(nombre) {
  if (!Number.isSafeInteger(nombre)) throw new TypeError(`hors du contrat : ${nombre}`);
  return String(nombre === 0 ? 0 : nombre); // -0 is written 0
}

function objet(valeur) {
  const cles = Object.keys(valeur).sort();
  const fautive = cles.find((cle) => !CLE_CANONIQUE.test(cle));
  if (fautive !== undefined) throw new TypeError(`hors du contrat : clé ${fautive}`);
  const paires = cles.map((cle) => `"${cle}":${canonique(valeur[cle])}`);
  return `{${paires.join(",")}}`;
}

export const empreinte = (donnees) => sha256(canonique(donnees));

// In hexadecimal.
export async function sha256(texte) {
  const hachage = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(texte));
  return Array.from(new Uint8Array(hachage), (octet) => octet.toString(16).padStart(2, "0")).join("");
}
