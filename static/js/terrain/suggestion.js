// The three partenaires to propose for a besoin, and why, in words. Pure.
//
// Only those that answer to its category and are not en pause. Each of four things counts from 0
// to 1, and the score is their weighted sum:
//   ouverture, 40: open now 1; opening later 0.8 today, 0.6 tomorrow, then less each day; not
//     known 0.4; closed for the fortnight 0;
//   distance, 25: 1 where we stand, half of it one kilometre off; without a point, 0.5 in the
//     quartier of the halte, 0.2 elsewhere;
//   fraicheur, 15: 1 within six months of the last check, 0 after two years, never checked, or
//     said to be no longer exact;
//   charge, 20: 1 for a door sent nobody for fourteen days, half of it at five orientations; those
//     that wait on this tablet count too.
// What is equal goes to the less loaded door, then by the name.

import { etat, phrase } from "./ouvertures.js";
import { jourIso } from "./noyau.js";

export const COMBIEN = 3;
const POIDS = { ouverture: 40, distance: 25, fraicheur: 15, charge: 20 };
const FINE = "\u202f";
const JOUR = 86_400_000; // ms
const [FRAIS, PERIME] = [182, 730]; // days since the check
const [METRES_A_MI, ORIENTATIONS_A_MI] = [1000, 5];
const CHARGE_DITE = 3; // orientations from which the load is told
const RAYON = 6_371_000; // of the Earth, m

// `ou` is {depuis, maintenant, ici, quartier, attente}: the first day of the openings, the hour,
// the point and the quartier of the halte, and what waits here as a Map of id → orientations.
export function proposer(partenaires, categorie, ou) {
  const jour = jourIso(ou.maintenant);
  return partenaires
    .filter((un) => un.categories?.includes(categorie) && !enPause(un, jour))
    .map((partenaire) => ({ partenaire, score: score(partenaire, ou), charge: charge(partenaire, ou) }))
    .sort((un, autre) => autre.score - un.score || un.charge - autre.charge || parNom(un, autre))
    .slice(0, COMBIEN)
    .map(({ partenaire }) => ({ partenaire, raisons: raisons(partenaire, ou) }));
}

// A pause lasts through its last day.
export const enPause = ({ en_pause_jusqu_au: fin }, jour) => Boolean(fin) && jour <= fin;

const parNom = ({ partenaire: un }, { partenaire: autre }) =>
  un.nom.localeCompare(autre.nom) || (un.id < autre.id ? -1 : 1);

export function score(partenaire, ou) {
  return (
    POIDS.ouverture * ouverture(partenaire, ou) +
    POIDS.distance * proximite(partenaire, ou) +
    POIDS.fraicheur * fraicheur(partenaire, ou.maintenant) +
    POIDS.charge / (1 + charge(partenaire, ou) / ORIENTATIONS_A_MI)
  );
}

function ouverture(partenaire, { depuis, maintenant }) {
  const { ouvert, rouvre, inconnu } = etat(partenaire, depuis, maintenant);
  if (ouvert) return 1;
  if (ouvert === null || inconnu) return 0.4;
  return rouvre ? Math.max(0.1, 0.8 - 0.2 * rouvre.dans) : 0;
}

function proximite(partenaire, { ici, quartier }) {
  const metres = distance(partenaire, ici);
  if (metres !== null) return 1 / (1 + metres / METRES_A_MI);
  return quartier && partenaire.quartier === quartier ? 0.5 : 0.2;
}

function fraicheur({ verifie_le: verifie, inexact_le: inexact }, maintenant) {
  if (!verifie || inexact) return 0;
  return Math.min(1, Math.max(0, (PERIME - jours(verifie, maintenant)) / (PERIME - FRAIS)));
}

const charge = ({ id, charge: recues = 0 }, { attente }) => recues + (attente?.get(id) ?? 0);

const jours = (iso, maintenant) => Math.round((Date.parse(jourIso(maintenant)) - Date.parse(iso)) / JOUR);

// In metres, as the crow flies; null when either point is not known.
export function distance(un, autre) {
  if (un?.latitude === undefined || autre?.latitude === undefined) return null;
  const radians = (degres) => (degres * Math.PI) / 180;
  const nord = radians(autre.latitude - un.latitude);
  const est = radians(autre.longitude - un.longitude) * Math.cos(radians((un.latitude + autre.latitude) / 2));
  return RAYON * Math.hypot(nord, est);
}

export function raisons(partenaire, ou) {
  const dites = [phrase(partenaire, ou.depuis, ou.maintenant), pres(partenaire, ou), verifie(partenaire, ou.maintenant)];
  const orientations = charge(partenaire, ou);
  if (orientations >= CHARGE_DITE) dites.push(`${orientations} orientations en 14 jours`);
  return dites.filter(Boolean);
}

// What comes first when only the way counts: in metres, the quartier of the halte being one
// kilometre, and what is nowhere the farthest.
export function eloignement(partenaire, { ici, quartier }) {
  return distance(partenaire, ici) ?? (quartier && partenaire.quartier === quartier ? METRES_A_MI : Infinity);
}

export function pres(partenaire, { ici, quartier }) {
  const metres = distance(partenaire, ici);
  if (metres === null) return quartier && partenaire.quartier === quartier ? "dans le quartier" : "";
  if (metres < 950) return `à ${Math.max(50, Math.round(metres / 50) * 50)}${FINE}m`;
  return `à ${(metres / 1000).toFixed(1).replace(".", ",").replace(",0", "")}${FINE}km`;
}

function verifie({ verifie_le: le, inexact_le: inexact }, maintenant) {
  if (inexact) return "dit inexact";
  if (!le) return "jamais vérifié";
  const depuis = jours(le, maintenant);
  if (depuis < 14) return "vérifié il y a peu";
  if (depuis < 60) return `vérifié il y a ${Math.floor(depuis / 7)} semaines`;
  return depuis < 730 ? `vérifié il y a ${Math.round(depuis / 30.4)} mois` : "vérifié il y a plus de deux ans";
}
