// Words that say too much of anybody: health, origin, offence. Of sessions/notes/personnes.py.

export function sensibles({ mots, masques, listes, contextes }) {
  const trouves = [];
  mots.forEach(({ texte, debut, fin }, rang) => {
    const regle = listes.sensibles.get(texte);
    if (regle === undefined || masques.has(rang)) return;
    if (regle === "origine" && deLangue(mots, rang, contextes)) return;
    const proposition = listes.regles.propositions[regle];
    trouves.push({ debut, fin, regle, bloque: false, proposition });
  });
  return trouves;
}

// « interprète arabe » tells of a language, not of an origin.
const deLangue = (mots, rang, { langue }) =>
  mots.slice(Math.max(rang - 2, 0), rang).some(({ texte }) => langue.has(texte));
