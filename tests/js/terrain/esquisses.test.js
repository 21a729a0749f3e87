import assert from "node:assert/strict";
import test from "node:test";

import { aRaconter, esquisser, etat, parHalte, suivante, vides } from "../../../static/js/terrain/esquisses.js";
import { cocher } from "../../../static/js/terrain/rencontre.js";
import { REPERES } from "../../../static/js/terrain/reperes.js";

const ICI = { sortie: "s", halte: "h" };
const numeros = (esquisses) => esquisses.map(({ esquisse }) => esquisse.numero);
const racontee = ({ id, esquisse }) => ({ id, esquisse, faite: 1 });

test("lines are numbered after those of their sortie, and each has its pictogram", () => {
  const rue = esquisser(3, ICI, esquisser(2, { sortie: "autre", halte: "a" }, []));
  const retour = esquisser(21, ICI, rue);
  assert.deepEqual(numeros([...rue, ...retour]), Array.from({ length: 24 }, (_, rang) => rang + 1));
  const reperes = [...rue, ...retour].map(({ esquisse }) => esquisse.repere);
  assert.deepEqual(new Set(reperes), new Set(Object.keys(REPERES)));
});

test("a pictogram chosen by hand is not given to another line", () => {
  const [une] = esquisser(1, ICI, []);
  const prise = { ...une, esquisse: { ...une.esquisse, repere: Object.keys(REPERES)[1] } };
  const [deux] = esquisser(1, ICI, [prise]);
  assert.notEqual(deux.esquisse.repere, prise.esquisse.repere);
});

test("past twenty-four lines pictograms come round again", () => {
  assert.equal(esquisser(30, ICI, []).filter(({ esquisse }) => REPERES[esquisse.repere]).length, 30);
});

test("the state of a line is told by what it holds", () => {
  const [une] = esquisser(1, ICI, []);
  const entamee = { ...une, rencontre: cocher(une.rencontre, "personne", "25_39/feminin", true) };
  assert.deepEqual([une, entamee, racontee(une)].map(etat), ["vide", "commencee", "faite"]);
  assert.deepEqual(vides([une, entamee, racontee(une)]), [une]);
});

test("lines go by halte, in the order of the haltes", () => {
  const matin = esquisser(1, { sortie: "s", halte: "matin" }, []);
  const soir = esquisser(2, { sortie: "s", halte: "soir" }, matin);
  const encore = esquisser(1, { sortie: "s", halte: "matin" }, [...matin, ...soir]);
  const groupes = parHalte([...soir, ...encore, ...matin], [{ id: "matin" }, { id: "soir" }]);
  assert.deepEqual(groupes.map(({ halte, esquisses }) => [halte, numeros(esquisses)]), [
    ["matin", [1, 4]],
    ["soir", [2, 3]],
  ]);
});

test("after a line comes the next one to tell, round the end, until none is left", () => {
  const [a, b, c] = esquisser(3, ICI, []);
  assert.equal(suivante([a, b, c], a.id), b);
  assert.equal(suivante([a, racontee(b), c], a.id), c);
  assert.equal(suivante([a, racontee(b), racontee(c)], c.id), a);
  assert.equal(suivante([racontee(a), b, racontee(c)], b.id), null);
  assert.equal(suivante([racontee(a), racontee(b)], "hors des lignes"), null);
  assert.deepEqual(aRaconter([a, racontee(b), c]), [a, c]);
});
