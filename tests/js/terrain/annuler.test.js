import assert from "node:assert/strict";
import test, { afterEach } from "node:test";

import { Echec } from "../../../static/js/terrain/reseau.js";
import { ouvrir, refermer } from "./tablette.js";

afterEach(() => {
  delete navigator.onLine;
  return refermer();
});

const dire = (onLine) => Object.defineProperty(navigator, "onLine", { value: onLine, configurable: true });

function tablette() {
  const envoyes = [];
  const posterLot = async (lot) => {
    envoyes.push(lot.length);
    throw new Echec("reseau");
  };
  return { ...ouvrir({ posterLot }), envoyes };
}

test("off line, what was saved can be undone: no lot has left", async () => {
  const { registre, envoi, file, copies, envoyes } = tablette();
  dire(false);
  await registre.noter("rencontre", "r", { sortie: "s" });
  await envoi.vider();
  envoi.arreter();
  assert.ok(envoyes.every((nombre) => nombre === 0));
  assert.equal(await registre.annuler("r"), true);
  assert.deepEqual([await file.entrees(), await copies.toutes()], [[], []]);
});

test("off line with nothing that waits, the server is not asked", async () => {
  const { envoi, envoyes } = tablette();
  dire(false);
  await envoi.vider();
  envoi.arreter();
  assert.deepEqual(envoyes, []);
});

test("a lot that may have arrived is not undone", async () => {
  const { registre, envoi } = tablette();
  await registre.noter("rencontre", "r", { sortie: "s" });
  await envoi.vider();
  envoi.arreter();
  assert.equal(await registre.annuler("r"), false);
});

test("a browser that says off line and is wrong sends all the same", async () => {
  const lots = [];
  const posterLot = async (lot) => {
    lots.push(lot.length);
    return lot.map(({ id, empreinte }) => ({ id, empreinte, verdict: "cree" }));
  };
  const { registre, envoi, file } = ouvrir({ posterLot });
  dire(false);
  await registre.noter("rencontre", "r", { sortie: "s" });
  await envoi.vider();
  assert.deepEqual([lots, await file.entrees()], [[0, 1], []]);
});
