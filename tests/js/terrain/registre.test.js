import assert from "node:assert/strict";
import test from "node:test";

import { File } from "../../../static/js/terrain/file.js";
import { memoire } from "../../../static/js/terrain/memoire.js";
import { Copies, Registre } from "../../../static/js/terrain/registre.js";
import { Stockage } from "./stockage.js";

function ouvrir() {
  const garde = memoire(new Stockage());
  const [file, copies] = [new File(garde), new Copies(garde)];
  const registre = new Registre({ file, copies, envoi: { vider() {} }, auteur: () => "a" });
  const recevoir = async (verdict = "cree") => {
    const verdicts = (await file.prendre(25)).map(({ id, empreinte }) => ({ id, empreinte, verdict }));
    await copies.verdicts(verdicts);
    await file.acquitter(verdicts);
  };
  return { file, copies, registre, recevoir };
}

test("an edit after the acknowledgement names the version it replaces", async () => {
  const { registre, recevoir } = ouvrir();
  const premiere = await registre.noter("passages", "p", { halte: "h", passages: 1 });
  await recevoir();
  const seconde = await registre.noter("passages", "p", { halte: "h", passages: 2 });
  assert.equal(seconde.remplace, premiere.empreinte);
  assert.equal(seconde.donnees.edition, 2);
});

test("taps faster than the network stay one element, counted once", async () => {
  const { file, registre } = ouvrir();
  await Promise.all([1, 2, 3].map((n) => registre.noter("passages", "p", { halte: "h", passages: n })));
  const [seul, ...autres] = await file.enAttente();
  assert.deepEqual([seul.donnees.passages, seul.remplace, autres.length], [3, null, 0]);
});

test("an edit while sending follows the frozen version", async () => {
  const { file, registre } = ouvrir();
  const premiere = await registre.noter("rencontre", "r", { sortie: "s" });
  await file.prendre(25);
  const seconde = await registre.noter("rencontre", "r", { sortie: "s", duree: "5_15" });
  assert.equal(seconde.remplace, premiere.empreinte);
  assert.equal((await file.enAttente()).length, 2);
});

test("what the server refused is mended from the version it holds", async () => {
  const { registre, recevoir } = ouvrir();
  const bonne = await registre.noter("halte", "h", { sortie: "s", rang: 1 });
  await recevoir();
  await registre.noter("halte", "h", { sortie: "s", rang: 2 });
  await recevoir("quarantaine");
  const reprise = await registre.noter("halte", "h", { sortie: "s", rang: 3 });
  assert.equal(reprise.remplace, bonne.empreinte);
});

test("a sortie read on the server is replaced from the version read", async () => {
  const { registre } = ouvrir();
  const lue = { empreinte: "e", edition: 4 };
  const element = await registre.noter("sortie", "s", { date: "2026-09-15" }, lue);
  assert.deepEqual([element.remplace, element.donnees.edition], ["e", 5]);
});

test("copies hold no note", async () => {
  const { copies, registre } = ouvrir();
  await registre.noter("rencontre", "r", { sortie: "s", note: "canari" });
  assert.ok(!JSON.stringify(await copies.toutes()).includes("canari"));
});

test("each verdict leaves its state on the copy", async () => {
  const etats = { cree: "recue", deja: "recue", remplace: "recue", quarantaine: "a_corriger", conflit: "deux_versions" };
  for (const [verdict, etat] of Object.entries(etats)) {
    const { copies, registre, recevoir } = ouvrir();
    await registre.noter("rencontre", "r", { sortie: "s" });
    assert.equal((await copies.trouver("r")).etat, "attente");
    await recevoir(verdict);
    assert.equal((await copies.trouver("r")).etat, etat);
  }
});

test("a record deleted on the server leaves the list of the tablet", async () => {
  const { copies, registre, recevoir } = ouvrir();
  await registre.noter("rencontre", "r", { sortie: "s" });
  await recevoir("supprime");
  assert.equal(await copies.trouver("r"), undefined);
});

test("received copies are kept thirty days, those in trouble until treated", async () => {
  const { copies, registre, recevoir } = ouvrir();
  await registre.noter("rencontre", "recue", { sortie: "s" });
  await recevoir();
  await registre.noter("rencontre", "attend", { sortie: "s" });
  const plusTard = new Date();
  plusTard.setDate(plusTard.getDate() + 31);
  await copies.purger(plusTard);
  assert.deepEqual((await copies.toutes()).map(({ id }) => id), ["attend"]);
});
