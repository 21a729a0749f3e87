import assert from "node:assert/strict";
import test from "node:test";

import { Referentiel } from "../../../static/js/terrain/referentiel.js";

const memoire = { lire: async (_, defaut) => defaut, ecrire: async () => {} };
const SANS_LIEU = { id: "h", empreinte: "1", lieu: null };
const AU_BANAT = { id: "h", empreinte: "2", lieu: "banat" };

// Answers are given by hand, in the order the test wants.
function attendues() {
  const demandes = [];
  const chercher = () => new Promise((repondre) => demandes.push(repondre));
  const repondre = (rang, haltes) => demandes[rang](Response.json({ haltes }, { headers: { ETag: `"${rang}"` } }));
  return { referentiel: new Referentiel(memoire, { adresse: "/referentiel/", entetes: () => ({}), chercher }), repondre };
}

test("an answer asked for before an acknowledgement does not bring back what was before", async () => {
  const { referentiel, repondre } = attendues();
  const lecture = referentiel.rafraichir();
  await referentiel.retenir("haltes", AU_BANAT);
  repondre(0, [SANS_LIEU]);
  await lecture;
  assert.deepEqual(referentiel.liste("haltes"), [AU_BANAT]);
});

test("of two answers, the older coming last takes nothing back either", async () => {
  const { referentiel, repondre } = attendues();
  const avant = referentiel.rafraichir();
  await referentiel.retenir("haltes", AU_BANAT);
  const apres = referentiel.rafraichir();
  repondre(1, [AU_BANAT]);
  await apres;
  repondre(0, [SANS_LIEU]);
  await avant;
  assert.deepEqual(referentiel.liste("haltes"), [AU_BANAT]);
});

test("what the server says later is believed", async () => {
  const { referentiel, repondre } = attendues();
  await referentiel.retenir("haltes", AU_BANAT);
  const lecture = referentiel.rafraichir();
  repondre(0, [SANS_LIEU]);
  await lecture;
  assert.deepEqual(referentiel.liste("haltes"), [SANS_LIEU]);
});
