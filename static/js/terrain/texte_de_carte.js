// What a card says, in the words of a language (static/cartes/): hours in words, never a category,
// nothing of the person. Pure.

import { semaine } from "./ouvertures.js";

const MINUITS = ["00:00", "24:00"];

// {lignes: [{jours, dites}], note}: `note` is what is said where no hours are known, "" when there
// is nothing to say: a call asks for a number.
export function horairesEnMots(partenaire, { jours, heures, mots }, depuis, maintenant) {
  const lignes = semaine(partenaire, depuis, maintenant).map(({ du, au, plages }) => ({
    jours: desJours(du, au, jours, heures),
    dites: enMots(plages, heures),
  }));
  const appeler = partenaire.telephone ? mots.horaires_inconnus : "";
  return { lignes, note: lignes.length ? "" : (partenaire.horaires ?? appeler) };
}

function desJours(du, au, jours, { deux_jours: deux, de_jour_a_jour: plusieurs }) {
  const [premier, dernier] = [jours[du], jours[au]];
  if (du === au) return premier;
  return mettre((du + 1) % 7 === au ? deux : plusieurs, { premier, dernier });
}

export function enMots(plages, heures) {
  if (!plages) return heures.a_verifier;
  if (!plages.length) return heures.ferme;
  if (plages.length === 1 && plages[0].every((une, rang) => une === MINUITS[rang])) return heures.toute_la_journee;
  const dites = plages.map(([de, a]) => mettre(heures.plage, { de: uneHeure(de, heures), a: uneHeure(a, heures) }));
  return dites.join(heures.separateur);
}

function uneHeure(texte, { heure, heure_pile: pile, minuit }) {
  if (MINUITS.includes(texte)) return minuit;
  const [hh, mm] = texte.split(":");
  return mettre(mm === "00" ? pile : heure, { h: String(Number(hh)), hh, mm });
}

const mettre = (phrase, valeurs) => phrase.replace(/\{(\w+)\}/g, (_, nom) => valeurs[nom]);

// « K7Q 2MD »: told by phone three letters at a time.
export const enDeux = (code) => `${code.slice(0, 3)} ${code.slice(3)}`;
