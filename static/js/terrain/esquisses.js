// The sketches: rencontres to be told later. On screens each is a numbered line. Pure.

import { nouvelle, touchee } from "./noyau.js";
import { repereSuivant } from "./reperes.js";

export const deLaSortie = (esquisses, sortie) =>
  esquisses.filter(({ esquisse }) => esquisse.sortie === sortie);

// Empty drafts, numbered after those of the sortie.
export function esquisser(combien, { sortie, halte }, esquisses) {
  const siennes = deLaSortie(esquisses, sortie).map(({ esquisse }) => esquisse);
  const pris = new Set(siennes.map(({ repere }) => repere));
  const dernier = Math.max(0, ...siennes.map(({ numero }) => numero));
  return Array.from({ length: combien }, (_, rang) => {
    const numero = dernier + rang + 1;
    const repere = repereSuivant(pris, numero - 1);
    pris.add(repere);
    const rencontre = nouvelle();
    return { id: rencontre.id, rencontre, reprise: null, esquisse: { numero, sortie, halte, repere } };
  });
}

// « faite » once saved: only its trace is left.
export function etat({ faite, rencontre, reprise }) {
  if (faite) return "faite";
  return reprise || touchee(rencontre) ? "commencee" : "vide";
}

export const aRaconter = (esquisses) => esquisses.filter(({ faite }) => !faite);
export const vides = (esquisses) => esquisses.filter((une) => etat(une) === "vide");

// In the order of the haltes, those of the street first in each: [{halte, esquisses}].
export function parHalte(esquisses, haltes) {
  const rangs = new Map(haltes.map(({ id }, rang) => [id, rang]));
  const rang = ({ esquisse }) => rangs.get(esquisse.halte) ?? rangs.size;
  const rangees = [...esquisses].sort(
    (une, autre) => rang(une) - rang(autre) || une.esquisse.numero - autre.esquisse.numero,
  );
  return [...new Set(rangees.map(({ esquisse }) => esquisse.halte))].map((halte) => ({
    halte,
    esquisses: rangees.filter(({ esquisse }) => esquisse.halte === halte),
  }));
}

// The next line to tell after this one, round the end; null once all are told.
export function suivante(rangees, id) {
  const ici = rangees.findIndex((une) => une.id === id);
  const tour = [...rangees.slice(ici + 1), ...rangees.slice(0, ici + 1)];
  return aRaconter(tour).find((une) => une.id !== id) ?? null;
}
