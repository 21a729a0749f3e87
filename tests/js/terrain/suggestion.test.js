import assert from "node:assert/strict";
import test from "node:test";

import { distance, enPause, proposer, raisons, score } from "../../../static/js/terrain/suggestion.js";
import { Hasard } from "../epreuve/hasard.js";
import { DEPUIS, JOURNEE, MARDI, sauf, tous } from "./quinzaine.js";

const FINE = "\u202f";
const BANAT = { latitude: 48.087, longitude: -1.656 };
const OU = { depuis: DEPUIS, maintenant: MARDI, ici: BANAT, quartier: "35238-11", attente: new Map() };

const espace = (champs) => ({
  id: "p",
  nom: "Espace social",
  categories: ["logement"],
  ouvertures: tous(JOURNEE),
  ...BANAT,
  verifie_le: "2026-09-01",
  ...champs,
});
const noms = (partenaires, ou = {}) =>
  proposer(partenaires, "logement", { ...OU, ...ou }).map(({ partenaire }) => partenaire.id);

test("an unknown hour goes after an open door, before a closed one", () => {
  const [ouvert, inconnu, ferme] = [
    espace({ id: "ouvert" }),
    espace({ id: "inconnu", ouvertures: undefined }),
    espace({ id: "ferme", ouvertures: tous([]) }),
  ];
  assert.deepEqual(noms([ferme, inconnu, ouvert]), ["ouvert", "inconnu", "ferme"]);
});

test("each proposal says why", () => {
  const loin = espace({ latitude: BANAT.latitude + 0.0036, charge: 2, verifie_le: "2026-07-15" });
  const [{ raisons: dites }] = proposer([loin], "logement", { ...OU, attente: new Map([["p", 1]]) });
  assert.deepEqual(dites, [
    `ouvert jusqu’à 17${FINE}h${FINE}30`,
    `à 400${FINE}m`,
    "vérifié il y a 2 mois",
    "3 orientations en 14 jours",
  ]);
  const sansPoint = espace({ latitude: undefined, longitude: undefined, quartier: "35238-11", verifie_le: undefined });
  assert.deepEqual(raisons(sansPoint, OU).slice(1), ["dans le quartier", "jamais vérifié"]);
  assert.deepEqual(raisons(espace({ inexact_le: "2026-09-10" }), OU).slice(1), [`à 50${FINE}m`, "dit inexact"]);
});

test("a kilometre and more is told in kilometres", () => {
  const dit = (degres) => raisons(espace({ latitude: BANAT.latitude + degres }), OU)[1];
  assert.deepEqual([0.0108, 0.018].map(dit), [`à 1,2${FINE}km`, `à 2${FINE}km`]);
});

test("the nearer, the fresher, the sooner open goes first, all else being equal", () => {
  const paires = [
    [{}, { latitude: 48.1 }],
    [{}, { verifie_le: "2025-01-01" }],
    [{}, { inexact_le: "2026-09-10" }],
    [{ ouvertures: sauf([], { 2: JOURNEE }) }, { ouvertures: sauf([], { 4: JOURNEE }) }],
    [{ latitude: undefined, quartier: "35238-11" }, { latitude: undefined, quartier: "35238-12" }],
  ];
  for (const [mieux, moins] of paires) {
    // Were they equal, the first by its id would win.
    assert.deepEqual(noms([espace({ ...moins, id: "a" }), espace({ ...mieux, id: "b" })]), ["b", "a"]);
  }
});

test("a door that was sent many goes down, those that wait on the tablet included", () => {
  const [une, autre] = [espace({ id: "une", charge: 1 }), espace({ id: "autre", charge: 2 })];
  assert.deepEqual(noms([autre, une]), ["une", "autre"]);
  assert.deepEqual(noms([autre, une], { attente: new Map([["une", 4]]) }), ["autre", "une"]);
  const proche = espace({ id: "proche", charge: 30 });
  const moinsProche = espace({ id: "moins_proche", latitude: BANAT.latitude + 0.003 });
  assert.deepEqual(noms([proche, moinsProche]), ["moins_proche", "proche"]);
});

// Directories drawn at random, the same ones each time.
function annuaire(graine) {
  const tirage = new Hasard(graine);
  const parmi = (choix) => tirage.un(choix);
  return Array.from({ length: 12 }, (_, rang) =>
    espace({
      id: `p${rang}`,
      nom: parmi(["Espace social", "CCAS", "Médiathèque"]),
      categories: parmi([["logement"], ["retraite"], ["logement", "retraite"], undefined]),
      ouvertures: parmi([undefined, tous(JOURNEE), tous([]), tous(null), sauf([], { 5: null })]),
      latitude: parmi([undefined, 48.087, 48.09, 48.2]),
      quartier: parmi([undefined, "35238-11", "35238-12"]),
      verifie_le: parmi([undefined, "2026-09-01", "2025-03-01", "2020-01-01"]),
      en_pause_jusqu_au: parmi([undefined, "2026-09-14", "2026-09-15", "2026-12-31"]),
      charge: parmi([undefined, 1, 5, 40]),
    }),
  );
}

test("whatever the directory: three at most, each answers, none is paused, in any order given", () => {
  for (let graine = 1; graine <= 300; graine += 1) {
    const partenaires = annuaire(graine);
    const proposes = proposer(partenaires, "logement", OU);
    const repondent = partenaires.filter((un) => un.categories?.includes("logement") && !enPause(un, "2026-09-15"));
    assert.equal(proposes.length, Math.min(3, repondent.length));
    for (const { partenaire, raisons: dites } of proposes) {
      assert.ok(repondent.includes(partenaire));
      assert.ok(dites.length >= 2 && dites.every((mots) => mots && !/undefined|NaN|null/.test(mots)), dites.join());
    }
    const ids = proposes.map(({ partenaire }) => partenaire.id);
    assert.deepEqual(noms([...partenaires].reverse()), ids);
    const scores = proposes.map(({ partenaire }) => score(partenaire, OU));
    assert.ok(scores.every((un) => un >= 0 && un <= 100));
    const laisses = repondent.filter(({ id }) => !ids.includes(id));
    for (const laisse of laisses) assert.ok(score(laisse, OU) <= scores.at(-1));
  }
});

test("whatever the directory: one more orientation never brings a door up", () => {
  for (let graine = 1; graine <= 100; graine += 1) {
    const partenaires = annuaire(graine);
    const avant = noms(partenaires);
    for (const [rang, id] of avant.entries()) {
      const apres = noms(partenaires, { attente: new Map([[id, 1]]) }).indexOf(id);
      assert.ok(apres === -1 || apres >= rang, `${graine} ${id}`);
    }
  }
});

test("a distance needs both points", () => {
  assert.equal(distance({}, BANAT), null);
  assert.equal(distance(BANAT, undefined), null);
  assert.ok(Math.abs(distance(BANAT, { latitude: 48.097, longitude: -1.656 }) - 1112) < 2);
});
