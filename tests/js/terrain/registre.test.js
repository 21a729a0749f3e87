import assert from "node:assert/strict";
import test, { afterEach } from "node:test";

import { ouvrir, recevoir, refermer } from "./tablette.js";

afterEach(refermer);

const passages = (tablette, nombre) => tablette.registre.noter("passages", "p", { halte: "h", passages: nombre });

test("31 an edit after the acknowledgement names the version it replaces", async () => {
  const tablette = ouvrir();
  const premiere = await passages(tablette, 1);
  await recevoir(tablette);
  const seconde = await passages(tablette, 2);
  assert.deepEqual([seconde.remplace, seconde.donnees.edition], [premiere.empreinte, 2]);
});

test("taps faster than the network stay one element, counted once", async () => {
  const tablette = ouvrir();
  await Promise.all([1, 2, 3].map((nombre) => passages(tablette, nombre)));
  const [seul, ...autres] = await tablette.file.enAttente();
  assert.deepEqual([seul.donnees.passages, seul.remplace, autres.length], [3, null, 0]);
});

test("31 an edit while sending follows the frozen version", async () => {
  const tablette = ouvrir();
  const premiere = await passages(tablette, 1);
  await tablette.file.prendre(25, "e");
  const seconde = await passages(tablette, 2);
  assert.equal(seconde.remplace, premiere.empreinte);
  assert.equal((await tablette.file.enAttente()).length, 2);
});

test("what the server refused is mended from the version it holds", async () => {
  const tablette = ouvrir();
  const bonne = await passages(tablette, 1);
  await recevoir(tablette);
  await passages(tablette, 2);
  await recevoir(tablette, "quarantaine");
  assert.equal((await passages(tablette, 3)).remplace, bonne.empreinte);
});

test("a sortie read on the server is replaced from the version read", async () => {
  const { registre } = ouvrir();
  const connue = { empreinte: "e", edition: 4 };
  const element = await registre.noter("sortie", "s", { date: "2026-09-15" }, { connue });
  assert.deepEqual([element.remplace, element.donnees.edition], ["e", 5]);
});

test("17 each record keeps the author it was saved by", async () => {
  let auteur = "alice";
  const tablette = ouvrir({ auteur: () => auteur });
  const noter = tablette.registre.noter("rencontre", "r", { sortie: "s" });
  auteur = "berenice";
  assert.equal((await noter).auteur, "alice");
  assert.equal((await passages(tablette, 1)).auteur, "berenice");
});

test("copies hold no note", async () => {
  const tablette = ouvrir();
  await tablette.registre.noter("rencontre", "r", { sortie: "s", note: "canari" });
  assert.ok(!JSON.stringify(await tablette.copies.toutes()).includes("canari"));
  await recevoir(tablette);
  assert.ok(!JSON.stringify([await tablette.file.entrees(), await tablette.copies.toutes()]).includes("canari"));
});

test("a word proposed to the coordination leaves the tablet once it has it", async () => {
  for (const verdict of ["cree", "deja"]) {
    const tablette = ouvrir();
    await tablette.registre.noter("mot", "m", { mot: "canari" });
    await recevoir(tablette, verdict);
    assert.ok(!JSON.stringify([await tablette.file.entrees(), await tablette.copies.toutes()]).includes("canari"));
  }
});

test("each verdict leaves its state on the copy", async () => {
  const etats = { cree: "recue", deja: "recue", remplace: "recue", quarantaine: "a_corriger", conflit: "deux_versions" };
  for (const [verdict, etat] of Object.entries(etats)) {
    const tablette = ouvrir();
    await passages(tablette, 1);
    assert.equal((await tablette.copies.trouver("p")).etat, "attente");
    await recevoir(tablette, verdict);
    assert.equal((await tablette.copies.trouver("p")).etat, etat);
  }
});

test("29 a record deleted on the server leaves the list of the tablet", async () => {
  const tablette = ouvrir();
  await passages(tablette, 1);
  await recevoir(tablette, "supprime");
  assert.deepEqual([await tablette.copies.trouver("p"), await tablette.file.enAttente()], [undefined, []]);
});

test("received copies are kept thirty days, those in trouble until treated", async () => {
  const tablette = ouvrir();
  await passages(tablette, 1);
  await recevoir(tablette);
  await tablette.registre.noter("rencontre", "attend", { sortie: "s" });
  const plusTard = new Date();
  plusTard.setDate(plusTard.getDate() + 31);
  await tablette.copies.purger(plusTard);
  assert.deepEqual((await tablette.copies.toutes()).map(({ id }) => id), ["attend"]);
});

test("what was told for a bilan goes with the copies", async () => {
  const tablette = ouvrir();
  const garder = (cle, valeur) => tablette.base.ecrire(["meta"], (tx) => tx.objectStore("meta").put(valeur, cle));
  await garder("bilan:ancien", { jour: "2026-06-30", entrees: [["enseignement", "dit"]] });
  await garder("bilan:neuf", { jour: "2026-07-02", entrees: [] });
  await garder("contexte", { sortie: "s" });
  await tablette.copies.purger(new Date("2026-07-31T12:00"));
  const cles = await tablette.base.lire(["meta"], (tx) => tx.objectStore("meta").getAllKeys());
  assert.deepEqual(cles, ["bilan:neuf", "contexte"]);
});

test("waiting records never expire", async (t) => {
  const tablette = ouvrir();
  await passages(tablette, 1);
  t.mock.timers.enable({ apis: ["Date"], now: Date.now() + 2 * 365 * 86_400_000 });
  await tablette.copies.purger();
  assert.equal((await tablette.file.prendre(25, "e")).length, 1);
  assert.equal((await tablette.file.enAttente()).length, 1);
});

test("what is set aside keeps its note until it is settled", async () => {
  for (const verdict of ["quarantaine", "conflit"]) {
    const tablette = ouvrir();
    await tablette.registre.noter("rencontre", "r", { sortie: "s", note: "canari" });
    await recevoir(tablette, verdict);
    const { donnees } = await tablette.copies.trouver("r");
    assert.equal(donnees.note, "canari");
    await tablette.registre.noter("rencontre", "r", { ...donnees, duree: "5_15" });
    await recevoir(tablette);
    assert.ok(!JSON.stringify(await tablette.copies.toutes()).includes("canari"));
  }
});
