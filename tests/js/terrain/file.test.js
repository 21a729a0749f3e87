import assert from "node:assert/strict";
import test from "node:test";

import { File } from "../../../static/js/terrain/file.js";
import { memoire } from "../../../static/js/terrain/memoire.js";
import { Stockage } from "./stockage.js";

const un = (id, empreinte, remplace = null) => ({ id, empreinte, remplace });
const creee = ({ id, empreinte }) => ({ id, empreinte, verdict: "cree" });
const ouvrir = (stockage = new Stockage()) => new File(memoire(stockage));

test("what waits is still there when the page comes back", async () => {
  const stockage = new Stockage();
  await ouvrir(stockage).ajouter(un("a", "1"));
  assert.deepEqual(await ouvrir(stockage).enAttente(), [un("a", "1")]);
});

test("an element never sent is amended in place", async () => {
  const file = ouvrir();
  await file.ajouter(un("a", "1"));
  await file.ajouter(un("a", "2", "1"));
  assert.deepEqual(await file.enAttente(), [un("a", "2", null)]);
});

test("an element once sent is frozen: its edit follows it", async () => {
  const file = ouvrir();
  await file.ajouter(un("a", "1"));
  assert.deepEqual(await file.prendre(25), [un("a", "1")]);
  await file.ajouter(un("a", "2", "1"));
  assert.deepEqual(await file.enAttente(), [un("a", "1"), un("a", "2", "1")]);
  assert.deepEqual(await file.prendre(25), [un("a", "1")]);
});

test("only what is acknowledged by id and empreinte leaves", async () => {
  const file = ouvrir();
  await file.ajouter(un("a", "1"));
  await file.prendre(25);
  await file.ajouter(un("a", "2", "1"));
  await file.acquitter([creee(un("a", "1")), creee(un("b", "2"))]);
  assert.deepEqual(await file.enAttente(), [un("a", "2", "1")]);
});

test("an element to send again stays", async () => {
  const file = ouvrir();
  await file.ajouter(un("a", "1"));
  await file.acquitter([{ ...creee(un("a", "1")), verdict: "reessayer" }]);
  assert.equal((await file.enAttente()).length, 1);
});

test("two gestures in the same instant both stay", async () => {
  const file = ouvrir();
  await Promise.all([file.ajouter(un("a", "1")), file.ajouter(un("b", "1"))]);
  assert.equal((await file.enAttente()).length, 2);
});

test("a full tablet is said, not passed over", async () => {
  const stockage = new Stockage();
  const file = ouvrir(stockage);
  stockage.plein = true;
  await assert.rejects(file.ajouter(un("a", "1")), { name: "QuotaExceededError" });
  stockage.plein = false;
  await file.ajouter(un("b", "1"));
  assert.deepEqual(await file.enAttente(), [un("b", "1")]);
});
