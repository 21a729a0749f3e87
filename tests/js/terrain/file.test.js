import assert from "node:assert/strict";
import test, { afterEach } from "node:test";

import { ouvrir, recevoir, refermer, seconde, verdicts } from "./tablette.js";

afterEach(refermer);

const note = (tablette, id, passages = 1) => tablette.registre.noter("passages", id, { halte: "h", passages });
const ids = async ({ file }) => (await file.enAttente()).map(({ id }) => id);

test("what waits is still there when the page comes back", async () => {
  const tablette = ouvrir();
  const { empreinte } = await note(tablette, "a");
  await tablette.base.fermer();
  const [attend] = await ouvrir({ base: seconde() }).file.enAttente();
  assert.deepEqual([attend.id, attend.empreinte], ["a", empreinte]);
});

test("an element never sent is amended in place", async () => {
  const tablette = ouvrir();
  await note(tablette, "a", 1);
  await note(tablette, "a", 2);
  const [seul, ...autres] = await tablette.file.enAttente();
  assert.deepEqual([seul.donnees.passages, seul.remplace, autres], [2, null, []]);
});

test("an element once sent is frozen: its edit follows it", async () => {
  const tablette = ouvrir();
  const premiere = await note(tablette, "a", 1);
  assert.equal((await tablette.file.prendre(25, "e")).length, 1);
  const seconde_ = await note(tablette, "a", 2);
  assert.equal(seconde_.remplace, premiere.empreinte);
  assert.deepEqual((await tablette.file.prendre(25, "e")).map((un) => un.empreinte), [premiere.empreinte]);
});

test("23 only what is acknowledged by id and empreinte leaves", async () => {
  const tablette = ouvrir();
  await note(tablette, "a", 1);
  const pris = await tablette.file.prendre(25, "e");
  const suite = await note(tablette, "a", 2);
  await tablette.registre.recevoir(verdicts([...pris, { id: "b", empreinte: suite.empreinte }]));
  const [reste, ...autres] = await tablette.file.enAttente();
  assert.deepEqual([reste.empreinte, autres], [suite.empreinte, []]);
});

test("23 mixed verdicts: an element to send again stays, alone", async () => {
  const tablette = ouvrir();
  for (const id of ["a", "b", "c"]) await note(tablette, id);
  const [a, b, c] = await tablette.file.prendre(25, "e");
  await tablette.registre.recevoir([...verdicts([a]), ...verdicts([b], "reessayer"), ...verdicts([c], "quarantaine")]);
  assert.deepEqual(await ids(tablette), ["b"]);
});

test("36 what was written in an équipe never leaves with another", async () => {
  let equipe = "e";
  const tablette = ouvrir({ equipe: () => equipe });
  await note(tablette, "a");
  equipe = "autre";
  await note(tablette, "b");
  assert.deepEqual((await tablette.file.prendre(25, equipe)).map(({ id }) => id), ["b"]);
  assert.deepEqual(await ids(tablette), ["a", "b"]);
  assert.deepEqual((await tablette.copies.toutes()).map(({ id }) => id), ["b"]);
});

test("undone until it leaves, and not after", async () => {
  const tablette = ouvrir();
  await note(tablette, "a");
  assert.equal(await tablette.registre.annuler("a"), true);
  assert.deepEqual([await ids(tablette), await tablette.copies.toutes()], [[], []]);
  await note(tablette, "b");
  await tablette.file.prendre(25, "e");
  assert.equal(await tablette.registre.annuler("b"), false);
  await recevoir(tablette);
  assert.equal(await tablette.registre.annuler("b"), false);
});

test("a file takes everything, frozen, and empties nothing", async () => {
  const tablette = ouvrir();
  const premiere = await note(tablette, "a", 1);
  assert.equal((await tablette.file.exporter("e")).length, 1);
  assert.equal((await note(tablette, "a", 2)).remplace, premiere.empreinte);
  assert.equal((await tablette.file.enAttente()).length, 2);
});

test("6 two tabs write on the same base without losing either", async () => {
  const une = ouvrir();
  const autre = ouvrir({ base: seconde() });
  await Promise.all([note(une, "a"), note(autre, "b"), note(une, "c", 1), note(autre, "c", 2)]);
  assert.deepEqual([...new Set(await ids(une))].sort(), ["a", "b", "c"]);
  const versions = (await une.file.enAttente()).filter(({ id }) => id === "c");
  assert.deepEqual([versions.length, versions[0].donnees.edition], [1, 2]);
});

test("36 a record of another équipe is neither amended nor taken over", async () => {
  let equipe = "e";
  const tablette = ouvrir({ equipe: () => equipe });
  await note(tablette, "a", 1);
  equipe = "autre";
  await assert.rejects(note(tablette, "a", 2), /autre équipe/);
  const [seul, ...autres] = await tablette.file.entrees();
  assert.deepEqual([seul.equipe, seul.element.donnees.passages, autres], ["e", 1, []]);
});

test("what the server set aside is not undone on the tablet alone", async () => {
  const tablette = ouvrir();
  await note(tablette, "a", 1);
  await recevoir(tablette, "quarantaine");
  await note(tablette, "a", 2);
  assert.equal(await tablette.registre.annuler("a"), false);
});
