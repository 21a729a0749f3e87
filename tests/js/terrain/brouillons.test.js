import assert from "node:assert/strict";
import test, { afterEach } from "node:test";

import { effacerLesReperes } from "../../../static/js/terrain/bilan.js";
import { Brouillons } from "../../../static/js/terrain/brouillons.js";
import { deLaSortie, esquisser } from "../../../static/js/terrain/esquisses.js";
import { cocher } from "../../../static/js/terrain/rencontre.js";
import { neuve, refermer, seconde } from "./tablette.js";

afterEach(refermer);

const tour = () => new Promise(setImmediate); // a lock let go of is free the instant after
const ICI = { sortie: "s", halte: "h" };

// One holder a name, as navigator.locks gives them, shared by the tabs of a browser.
function verrous() {
  const tenus = new Set();
  return {
    async request(nom, _, tache) {
      if (tenus.has(nom)) return tache(null);
      tenus.add(nom);
      await tache({ name: nom });
      tenus.delete(nom);
    },
  };
}

async function carnet(combien = 2, base = neuve(), cles = verrous()) {
  const brouillons = new Brouillons(base, undefined, cles);
  await brouillons.ajouter((tous) => esquisser(combien, ICI, tous));
  return { brouillons, base, cles };
}

test("two tabs that sketch in the same instant number their lines apart", async () => {
  const { brouillons, cles } = await carnet(1);
  const autre = new Brouillons(seconde(), undefined, cles);
  await Promise.all([brouillons, autre].map((un) => un.ajouter((tous) => esquisser(1, ICI, tous))));
  const numeros = (await brouillons.esquisses()).map(({ esquisse }) => esquisse.numero);
  assert.deepEqual(numeros, [1, 2, 3]);
});

test("a line that is saved leaves its number and its pictogram, nothing that was told", async () => {
  const { brouillons, base } = await carnet();
  const [premiere] = await brouillons.esquisses();
  const dite = { ...premiere, rencontre: cocher(premiere.rencontre, "besoin", "sejour_nationalite", true) };
  await brouillons.garder(dite);
  await base.ecrire(["brouillons"], (tx) => brouillons.clore(tx, dite));
  const [trace] = await brouillons.esquisses();
  assert.deepEqual(Object.keys(trace).sort(), ["equipe", "esquisse", "faite", "id"]);
  assert.ok(!JSON.stringify(await brouillons.tous()).includes("sejour_nationalite"));
});

test("the bilan wipes the pictograms of its sortie, and keeps what is still to be told", async () => {
  const { brouillons, base } = await carnet();
  await brouillons.ajouter((tous) => esquisser(1, { sortie: "demain", halte: "h" }, tous));
  const siennes = deLaSortie(await brouillons.esquisses(), "s");
  await brouillons.rendre(siennes[0]);
  await base.ecrire(["brouillons"], (tx) => effacerLesReperes(tx, "s"));
  const restent = (await brouillons.tous()).map(({ esquisse }) => [esquisse.sortie, Boolean(esquisse.repere)]);
  assert.deepEqual(restent.sort(), [["demain", true], ["s", false]]);
});

test("several lines are held at once, each until it is let go of", async () => {
  const { brouillons, cles } = await carnet(3);
  const autre = new Brouillons(seconde(), undefined, cles);
  const [une, deux, trois] = (await brouillons.esquisses()).map(({ id }) => id);
  await brouillons.prendre(une);
  await brouillons.prendre(deux, { aussi: true });
  assert.deepEqual([await autre.prendre(une), await autre.prendre(deux)], [null, null]);
  brouillons.lacher(deux);
  await tour();
  assert.equal((await autre.prendre(deux)).id, deux);
  assert.equal(await brouillons.prendre(deux, { aussi: true }), null);
  await brouillons.prendre(trois);
  await tour();
  assert.equal((await autre.prendre(une)).id, une);
});
