import assert from "node:assert/strict";
import test from "node:test";

import { etat, phrase, semaine } from "../../../static/js/terrain/ouvertures.js";
import { DEPUIS, JOURNEE, MARDI, sauf, tous } from "./quinzaine.js";

const FINE = "\u202f";

test("a door is open until it closes, and told when it opens next", () => {
  const dire = (ouvertures, heure = [15, 10]) =>
    phrase({ ouvertures }, DEPUIS, new Date(2026, 8, 15, ...heure));
  assert.equal(dire(tous(JOURNEE)), `ouvert jusqu’à 17${FINE}h${FINE}30`);
  assert.equal(dire(tous(JOURNEE), [12, 30]), `fermé, ouvre à 14${FINE}h`);
  assert.equal(dire(tous(JOURNEE), [17, 30]), `fermé, ouvre demain à 9${FINE}h`);
  assert.equal(dire(sauf([], { 4: JOURNEE })), `fermé, ouvre vendredi à 9${FINE}h`);
  assert.equal(dire(sauf([], { 9: JOURNEE })), `fermé, ouvre le 23 septembre à 9${FINE}h`);
  assert.equal(dire(tous([])), "fermé ces prochains jours");
});

test("the night is one opening, and a door that never closes has no end", () => {
  const nuit = [["00:00", "02:00"], ["20:00", "24:00"]];
  assert.equal(phrase({ ouvertures: tous(nuit) }, DEPUIS, new Date(2026, 8, 15, 21)), `ouvert jusqu’à 2${FINE}h`);
  assert.equal(phrase({ ouvertures: tous([["00:00", "24:00"]]) }, DEPUIS, MARDI), "ouvert en continu");
  assert.equal(phrase({ ouvertures: tous([["20:00", "24:00"]]) }, DEPUIS, new Date(2026, 8, 15, 21)), "ouvert jusqu’à minuit");
});

test("an unknown hour is neither open nor closed", () => {
  const inconnus = [
    [{}, "horaires non renseignés"],
    [{ horaires: "sur rendez-vous" }, "horaires à vérifier"],
    [{ ouvertures: sauf(JOURNEE, { 1: null }) }, `jour férié${FINE}: horaires à vérifier`],
  ];
  for (const [partenaire, mots] of inconnus) {
    assert.equal(etat(partenaire, DEPUIS, MARDI).ouvert, null);
    assert.equal(phrase(partenaire, DEPUIS, MARDI), mots);
  }
  // Lists too old, or made after a clock that is wrong, know nothing of today.
  for (const depuis of ["2026-08-30", "2026-09-16"]) {
    assert.equal(etat({ ouvertures: tous(JOURNEE) }, depuis, MARDI).ouvert, null);
    assert.equal(phrase({ ouvertures: tous(JOURNEE) }, depuis, MARDI), "horaires à vérifier");
  }
  assert.equal(
    phrase({ ouvertures: sauf([], { 2: null, 3: JOURNEE }) }, DEPUIS, MARDI),
    "fermé, horaires à vérifier demain",
  );
});

test("a week all known is told from Monday as on paper, else from today, equal days together", () => {
  const bureau = { ouvertures: sauf(JOURNEE, { 5: [], 6: [], 12: [], 13: [] }) };
  for (const jour of [15, 18, 19, 20]) {
    assert.deepEqual(semaine(bureau, DEPUIS, new Date(2026, 8, jour, 15)), [
      { du: 0, au: 4, plages: JOURNEE },
      { du: 5, au: 6, plages: [] },
    ]);
  }
  assert.deepEqual(semaine({ ouvertures: sauf(JOURNEE, { 5: [], 6: null }) }, DEPUIS, MARDI), [
    { du: 1, au: 4, plages: JOURNEE },
    { du: 5, au: 5, plages: [] },
    { du: 6, au: 6, plages: null },
    { du: 0, au: 0, plages: JOURNEE },
  ]);
  // Lists kept too long know the end of the fortnight only.
  assert.deepEqual(semaine(bureau, DEPUIS, new Date(2026, 8, 24)), [
    { du: 3, au: 4, plages: JOURNEE },
    { du: 5, au: 6, plages: [] },
  ]);
  assert.deepEqual(semaine({ ouvertures: tous(null) }, DEPUIS, MARDI), [{ du: 0, au: 6, plages: null }]);
  assert.deepEqual(semaine({ ouvertures: tous(JOURNEE) }, DEPUIS, MARDI), [{ du: 0, au: 6, plages: JOURNEE }]);
  assert.deepEqual(semaine({ horaires: "?" }, DEPUIS, MARDI), []);
});
