import assert from "node:assert/strict";
import test, { afterEach } from "node:test";

import { attente } from "../../../static/js/terrain/envoi.js";
import { Echec } from "../../../static/js/terrain/reseau.js";
import { ouvrir, refermer, verdicts } from "./tablette.js";

afterEach(refermer);

async function auRepos(envoi) {
  while (envoi.enCours) await new Promise(setImmediate);
}

async function avec(nombre, posterLot, reste = {}) {
  const tablette = ouvrir({ posterLot, ...reste });
  const { registre } = ouvrir({ base: tablette.base });
  for (let rang = 0; rang < nombre; rang += 1) await registre.noter("passages", `e${rang}`, { halte: "h" });
  return { ...tablette, noter: (id) => registre.noter("passages", id, { halte: "h" }) };
}

test("everything leaves, by lots of 25", async () => {
  const tailles = [];
  const { file, envoi } = await avec(60, async (lot) => {
    tailles.push(lot.length);
    return verdicts(lot);
  });
  await envoi.vider();
  assert.deepEqual(tailles, [25, 25, 10]);
  assert.deepEqual(await file.enAttente(), []);
});

test("a lot too big is halved", async () => {
  const { file, envoi } = await avec(4, async (lot) => {
    if (lot.length > 1) throw new Echec("trop_gros");
    return verdicts(lot);
  });
  await envoi.vider();
  assert.deepEqual(await file.enAttente(), []);
});

test("a failure keeps everything, says why, and is tried again", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let coupe = true;
  const { file, envoi } = await avec(2, async (lot) => {
    if (coupe) throw new Echec("reseau");
    return verdicts(lot);
  });
  const echecs = [];
  envoi.addEventListener("echec", ({ detail }) => echecs.push(detail.nature));
  await envoi.vider();
  assert.equal((await file.enAttente()).length, 2);
  assert.deepEqual(echecs, ["reseau"]);
  coupe = false;
  const arrivee = new Promise((resoudre) => envoi.addEventListener("arrivee", resoudre));
  t.mock.timers.tick(10_000);
  await arrivee;
  await auRepos(envoi);
  assert.deepEqual(await file.enAttente(), []);
});

test("one flusher: a second call waits for the first, then goes round once more", async () => {
  let ensemble = 0;
  const { file, envoi, noter } = await avec(1, async (lot) => {
    ensemble += 1;
    assert.equal(ensemble, 1);
    if (lot[0].id !== "pendant") await noter("pendant");
    ensemble -= 1;
    return verdicts(lot);
  });
  await Promise.all([envoi.vider(), envoi.vider()]);
  assert.deepEqual(await file.enAttente(), []);
});

test("what must be sent again does not turn in circles", async () => {
  let envois = 0;
  const { envoi } = await avec(1, async (lot) => {
    envois += 1;
    return verdicts(lot, "reessayer");
  });
  envoi.addEventListener("echec", () => envoi.arreter());
  await envoi.vider();
  assert.equal(envois, 1);
});

test("the wait grows, with jitter, up to five minutes", () => {
  const bornes = (essais) => [attente(essais, null, () => 0), attente(essais, null, () => 1)];
  assert.deepEqual(bornes(1), [1, 2]);
  assert.deepEqual(bornes(20), [150, 300]);
  assert.equal(attente(1, 42), 42);
});

test("24 in a storm nothing is dropped, and the server is obeyed", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  t.mock.method(Math, "random", () => 1);
  const reponses = [new Echec("serveur"), new Echec("occupe", 7), new Echec("occupe", 9), null];
  const { file, envoi } = await avec(3, async (lot) => {
    const echec = reponses.shift();
    if (echec) throw echec;
    return verdicts(lot);
  });
  await envoi.vider();
  for (const [secondes, restent] of [[2, 3], [7, 3], [9, 0]]) {
    const avant = reponses.length;
    t.mock.timers.tick(secondes * 1000 - 1);
    assert.equal(envoi.enCours, false);
    t.mock.timers.tick(1);
    assert.equal(envoi.enCours, true);
    await auRepos(envoi);
    assert.deepEqual([reponses.length, (await file.enAttente()).length], [avant - 1, restent]);
  }
});

test("30 the server is compared with before the first lot, and after a failure", async () => {
  let coupe = false;
  const { envoi, recus, noter } = await avec(1, async (lot) => {
    if (coupe) throw new Echec("reseau");
    return verdicts(lot);
  });
  await envoi.vider();
  await noter("b");
  await envoi.vider();
  assert.equal(recus.length, 1);
  coupe = true;
  await noter("c");
  await envoi.vider();
  coupe = false;
  await envoi.vider();
  assert.equal(recus.length, 2);
});

test("a server that cannot compare still receives", async () => {
  const comparer = () => Promise.reject(new Echec("serveur"));
  const { file, envoi } = await avec(1, async (lot) => verdicts(lot), { comparer });
  await envoi.vider();
  assert.deepEqual(await file.enAttente(), []);
});
