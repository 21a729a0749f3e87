// What a line is remembered by until it is told: objects and places, never a trait of somebody.
// On this tablet only; the drawings are those of reperes.svg.

export const REPERES = {
  parapluie: "Parapluie",
  ballon: "Ballon",
  arbre: "Arbre",
  tasse: "Tasse",
  chien: "Chien",
  livre: "Livre",
  soleil: "Soleil",
  sac: "Sac",
  fontaine: "Fontaine",
  pomme: "Pomme",
  bus: "Bus",
  etoile: "Étoile",
  chat: "Chat",
  lune: "Lune",
  feuille: "Feuille",
  journal: "Journal",
  pont: "Pont",
  cadeau: "Cadeau",
  nuage: "Nuage",
  bateau: "Bateau",
  radio: "Radio",
  fleur: "Fleur",
  manege: "Manège",
  trottinette: "Trottinette",
};

const CODES = Object.keys(REPERES);

// In turn, without those in use as long as some are left.
export function repereSuivant(pris, rang) {
  const tour = CODES.map((_, pas) => CODES[(rang + pas) % CODES.length]);
  return tour.find((code) => !pris.has(code)) ?? tour[0];
}
