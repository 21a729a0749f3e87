// Several rencontres told at once: what they have in common, and one tap for all of them. Pure.

import { CHAMPS, cocher, DRAPEAUX, enCours, nouvelle, sansVides } from "./noyau.js";

const memes = (valeurs) => (valeurs.every((valeur) => valeur === valeurs[0]) ? valeurs[0] : undefined);
const partout = (listes) => (listes[0] ?? []).filter((code) => listes.every((liste) => liste?.includes(code)));
const deCategorie = (r, categorie) => r.besoins.find((besoin) => besoin.categorie === categorie);

// A rencontre to be shown: ticked is what all of them have. Without a besoin in common, its
// answers are those that each gave to its own.
export function commune(rencontres) {
  const [premiere] = rencontres;
  if (!premiere) return nouvelle();
  const categories = partout(rencontres.map(({ besoins }) => besoins.map((b) => b.categorie)));
  const lignes = categories.map((categorie) => rencontres.map((r) => deCategorie(r, categorie)));
  if (!lignes.length && rencontres.every(enCours)) lignes.push(rencontres.map(enCours));
  const besoins = lignes.map((siens, rang) => besoinCommun(siens, categories[rang] ?? ""));
  const voulu = besoins.find(({ id }) => id === premiere.courant) ?? besoins.at(-1);
  return {
    ...nouvelle(),
    besoins,
    courant: voulu?.id ?? null,
    orientations: lignes.map((siens) => orientationCommune(rencontres, siens)),
    personne: memes(rencontres.map((r) => r.personne)) ?? null,
    champs: sansVides(Object.fromEntries(
      [...CHAMPS, ...DRAPEAUX].map((nom) => [nom, memes(rencontres.map((r) => r.champs[nom]))]),
    )),
    vecu: partout(rencontres.map((r) => r.vecu)),
  };
}

function besoinCommun(siens, categorie) {
  const du = (nom) => memes(siens.map((besoin) => besoin[nom]));
  return sansVides({
    id: siens[0].id,
    categorie,
    organisme: du("organisme"),
    reponse: du("reponse"),
    non_recours: du("non_recours"),
    exigences: partout(siens.map((besoin) => besoin.exigences)),
  });
}

function orientationCommune(rencontres, siens) {
  const siennes = rencontres.map(({ orientations }, rang) => orientations.find((une) => une.besoin === siens[rang].id) ?? {});
  const du = (nom) => memes(siennes.map((une) => une[nom]));
  return { besoin: siens[0].id, partenaire: du("partenaire"), modalite: du("modalite") };
}

// The rencontres after a tap: `tap` is [nom, valeur, oui, organisme], as `cocher` takes it.
export function appliquer(rencontres, tap) {
  const vue = commune(rencontres);
  return rencontres.map((r) => taper(r, vue, tap));
}

function taper(r, vue, [nom, valeur, oui, organisme]) {
  if (nom === "courant") return viser(r, vue.besoins.find(({ id }) => id === valeur).categorie);
  if (nom === "besoin" && oui && deCategorie(r, valeur)) return viser(r, valeur);
  return cocher(viser(r, enCours(vue)?.categorie), nom, valeur, oui, organisme);
}

// What is answered is said of its own besoin of this category, else of its own besoin.
const viser = (r, categorie) => ({ ...r, courant: deCategorie(r, categorie)?.id ?? r.courant });
