import assert from "node:assert/strict";
import test from "node:test";

import { appliquer, commune } from "../../../static/js/terrain/commun.js";
import { cocher, coches, nouvelle } from "../../../static/js/terrain/rencontre.js";

const taper = (rencontre, ...taps) =>
  taps.reduce((suite, [nom, valeur, oui = true]) => cocher(suite, nom, valeur, oui), rencontre);
const tousLes = (rencontres, ...taps) =>
  taps.reduce((suites, [nom, valeur, oui = true]) => appliquer(suites, [nom, valeur, oui]), rencontres);

const CAF = [["besoin", "aides_prestations"], ["reponse", "sur_place"]];

test("what several rencontres have in common is ticked, the rest is not", () => {
  const une = taper(nouvelle(), ...CAF, ["besoin", "logement"], ["personne", "25_39/feminin"], ["vecu", "fiere"]);
  const autre = taper(nouvelle(), ["besoin", "retraite"], ...CAF, ["personne", "25_39/feminin"]);
  const vues = coches(commune([une, autre]));
  assert.deepEqual([vues.besoin, vues.reponse, vues.personne], [["aides_prestations"], ["sur_place"], ["25_39/feminin"]]);
  assert.deepEqual(vues.vecu, []);
});

test("a réponse goes to the besoin they share, whatever else each one has", () => {
  const une = taper(nouvelle(), ...CAF, ["besoin", "logement"], ["reponse", "a_revoir"]);
  const autre = taper(nouvelle(), ["besoin", "retraite"], ["reponse", "orientation"], ...CAF);
  const suites = tousLes([une, autre], ["reponse", "en_partie"]);
  const reponses = suites.map(({ besoins }) => Object.fromEntries(besoins.map((b) => [b.categorie, b.reponse])));
  assert.deepEqual(reponses, [
    { aides_prestations: "en_partie", logement: "a_revoir" },
    { retraite: "orientation", aides_prestations: "en_partie" },
  ]);
});

test("a besoin that some have already is not doubled", () => {
  const suites = tousLes([taper(nouvelle(), ...CAF), nouvelle()], ["besoin", "aides_prestations"]);
  assert.deepEqual(suites.map(({ besoins }) => besoins.length), [1, 1]);
  assert.equal(suites[0].besoins[0].reponse, "sur_place");
});

test("without a besoin in common, a réponse goes to the one of each", () => {
  const suites = tousLes([taper(nouvelle(), ["besoin", "logement"]), taper(nouvelle(), ["besoin", "retraite"])], ["reponse", "a_revoir"]);
  assert.deepEqual(suites.map(({ besoins }) => besoins.map((b) => [b.categorie, b.reponse])), [
    [["logement", "a_revoir"]],
    [["retraite", "a_revoir"]],
  ]);
  assert.deepEqual(coches(commune(suites)).reponse, ["a_revoir"]);
  assert.ok(!coches(commune(suites)).besoin.some((categorie) => ["logement", "retraite"].includes(categorie)));
});

test("each keeps ids of its own", () => {
  const suites = tousLes([nouvelle(), nouvelle()], ...CAF, ["reponse", "orientation"], ["partenaire", "p"]);
  const ids = suites.flatMap((r) => [r.id, r.besoins[0].id, r.orientations[0].id]);
  assert.equal(new Set(ids).size, 6);
  assert.ok(suites.every((r) => r.orientations[0].besoin === r.besoins[0].id));
});

test("nothing chosen, nothing in common", () => {
  assert.deepEqual(coches(commune([])), coches(nouvelle()));
  assert.deepEqual(appliquer([], ["besoin", "logement", true]), []);
});

// Small, and the same at each run: what turns red can be run again.
function tirage(graine) {
  let etat = graine;
  return (nombre) => (etat = (Math.imul(etat, 1_103_515_245) + 12_345) >>> 0) % nombre;
}

const GESTES = [
  ...["logement", "retraite", "discuter"].map((un) => ["besoin", un]),
  ...["sur_place", "orientation", "en_partie"].map((un) => ["reponse", un]),
  ...["25_39/feminin", "12_17/autre"].map((un) => ["personne", un]),
  ["organisme", "caf"], ["exigences", "lire_et_ecrire"], ["vecu", "fiere"], ["duree", "5_15"], ["partenaire", "p"],
];
const DU_BESOIN = new Set(["reponse", "organisme", "exigences", "partenaire"]);

test("whatever was told of each, a tap is then true of all of them", () => {
  for (let graine = 1; graine <= 300; graine += 1) {
    const hasard = tirage(graine);
    const geste = () => GESTES[hasard(GESTES.length)];
    const rencontres = Array.from({ length: 1 + hasard(4) }, () =>
      Array.from({ length: hasard(6) }, geste).reduce((r, [nom, valeur]) =>
        coches(r)[nom]?.includes(valeur) || (DU_BESOIN.has(nom) && !r.courant) ? r : cocher(r, nom, valeur, true), nouvelle()),
    );
    const [nom, valeur] = geste();
    if (DU_BESOIN.has(nom) && !rencontres.every((r) => r.courant)) continue;
    const suites = appliquer(rencontres, [nom, valeur, true]);
    assert.ok(coches(commune(suites))[nom].includes(valeur), `${graine} ${nom} ${valeur}`);
    for (const { besoins } of suites) {
      const categories = besoins.map(({ categorie }) => categorie);
      assert.equal(new Set(categories).size, categories.length, `${graine}`);
    }
  }
});
