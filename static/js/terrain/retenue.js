// A note that says who somebody is keeps its rencontre from being saved. What knows comes when a
// note opens (notes.js), and is not waited for where there is none.

const relues = new WeakSet();

// Whether these lines are kept on screen, and it was said why. A second tap meanwhile does nothing.
export async function retenir(saisie, lignes) {
  if (relues.has(saisie)) return true;
  if (!lignes().some(({ rencontre }) => rencontre.note)) return false;
  relues.add(saisie);
  const retenue = await saisie.relire(lignes).catch(() => null); // did not come: the server decides
  relues.delete(saisie);
  if (retenue) saisie.message.dire(retenue.texte, "erreur", retenue.cible);
  return Boolean(retenue);
}
