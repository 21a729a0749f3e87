import assert from "node:assert/strict";
import test from "node:test";

import { commeLaPrecedente } from "../../../static/js/terrain/gestes.js";
import {
  cocher,
  coches,
  longueur,
  mineure,
  nouvelle,
  touchee,
} from "../../../static/js/terrain/rencontre.js";

const taper = (rencontre, ...taps) =>
  taps.reduce((suite, [nom, valeur, oui = true]) => cocher(suite, nom, valeur, oui), rencontre);

test("two besoins keep each its own réponse", () => {
  const rencontre = taper(
    nouvelle(),
    ["besoin", "logement"],
    ["reponse", "en_partie"],
    ["besoin", "retraite"],
    ["reponse", "sur_place"],
  );
  assert.deepEqual(
    rencontre.besoins.map(({ categorie, reponse }) => [categorie, reponse]),
    [["logement", "en_partie"], ["retraite", "sur_place"]],
  );
});

test("coming back to the first besoin changes the first only", () => {
  const deux = taper(nouvelle(), ["besoin", "logement"], ["besoin", "retraite"]);
  const rencontre = taper(deux, ["courant", deux.besoins[0].id], ["reponse", "a_revoir"]);
  assert.deepEqual(rencontre.besoins.map(({ reponse }) => reponse), ["a_revoir", undefined]);
});

test("a besoin taken back takes its orientation with it", () => {
  const rencontre = taper(
    nouvelle(),
    ["besoin", "logement"],
    ["reponse", "orientation"],
    ["partenaire", "p"],
    ["besoin", "logement", false],
  );
  assert.deepEqual([rencontre.besoins, rencontre.orientations, rencontre.courant], [[], [], null]);
});

test("another réponse undoes the orientation", () => {
  const rencontre = taper(
    nouvelle(),
    ["besoin", "logement"],
    ["reponse", "orientation"],
    ["partenaire", "p"],
    ["modalite", "carte_remise"],
    ["reponse", "sur_place"],
  );
  assert.deepEqual(rencontre.orientations, []);
});

test("a second tap takes an answer back", () => {
  const rencontre = taper(nouvelle(), ["duree", "5_15"], ["duree", "5_15", false]);
  assert.deepEqual(coches(rencontre).duree, [undefined]);
  assert.ok(!touchee(rencontre));
});

test("« Comme la précédente » copies the besoins and their answers, never the person", () => {
  const precedente = taper(
    nouvelle(),
    ["besoin", "logement"],
    ["reponse", "en_partie"],
    ["exigences", "lire_et_ecrire"],
    ["non_recours", "non_demande"],
    ["personne", "25_39/feminin"],
    ["vecu", "fiere"],
    ["duree", "5_15"],
  );
  const suite = commeLaPrecedente(nouvelle(), precedente);
  const [besoin] = suite.besoins;
  assert.notEqual(besoin.id, precedente.besoins[0].id);
  assert.deepEqual(
    { ...besoin, id: null },
    { id: null, categorie: "logement", reponse: "en_partie", exigences: ["lire_et_ecrire"] },
  );
  assert.deepEqual([suite.personne, suite.champs, suite.vecu, suite.note], [null, {}, [], ""]);
});

test("a minor is known by the bracket alone", () => {
  assert.ok(mineure({ personne: "12_17/autre" }) && mineure({ personne: "mineur/feminin" }));
  assert.ok(!mineure({ personne: "18_24/autre" }) && !mineure({ personne: null }));
});

test("the note is counted in code points", () => {
  assert.equal(longueur("é😀"), 2);
});
