import assert from "node:assert/strict";
import test, { afterEach } from "node:test";

import { rapprocher } from "../../../static/js/terrain/rapprochement.js";
import { ouvrir, recevoir, refermer } from "./tablette.js";

afterEach(refermer);

const RIEN = { absents: [], a_corriger: [], traites: [] };

// Compares with a server that answers `reponse`; gives what it was asked.
async function comparer({ copies, registre }, reponse) {
  let demande;
  const chercher = async (_, { body }) => {
    demande = JSON.parse(body).elements;
    return Response.json({ ...RIEN, ...reponse });
  };
  const acces = { adresse: "/", entetes: () => ({}), chercher };
  await rapprocher({ copies, registre, acces });
  return demande;
}

async function recue(donnees = { sortie: "s", note: "canari" }) {
  const tablette = ouvrir();
  const { empreinte } = await tablette.registre.noter("rencontre", "r", donnees);
  await recevoir(tablette);
  return { tablette, empreinte };
}

test("30 what a restored server lost is sent again, without its note", async () => {
  const { tablette, empreinte } = await recue();
  assert.deepEqual(await comparer(tablette, { absents: [{ id: "r", empreinte, actuelle: null }] }), [{ id: "r", empreinte }]);
  const [renvoye] = await tablette.file.enAttente();
  assert.deepEqual([renvoye.remplace, renvoye.auteur, renvoye.donnees], [null, "a", { sortie: "s", edition: 2 }]);
});

test("30 an older version of ours is replaced, one of somebody else is not", async () => {
  for (const [actuelle, attendu] of [["premiere", "premiere"], ["d’ailleurs", "derniere"]]) {
    const { tablette } = await recue();
    const premiere = (await tablette.copies.trouver("r")).empreinte;
    const derniere = (await tablette.registre.noter("rencontre", "r", { sortie: "s", duree: "5_15" })).empreinte;
    await recevoir(tablette, "remplace");
    const noms = { premiere, derniere };
    await comparer(tablette, { absents: [{ id: "r", empreinte: derniere, actuelle: noms[actuelle] ?? actuelle }] });
    assert.equal((await tablette.file.enAttente())[0].remplace, noms[attendu]);
  }
});

test("30 a newer version that waits is told what it replaces now, and not doubled", async () => {
  const { tablette, empreinte } = await recue();
  const suite = await tablette.registre.noter("rencontre", "r", { sortie: "s", duree: "5_15" });
  await tablette.file.prendre(25, "e");
  await comparer(tablette, { absents: [{ id: "r", empreinte, actuelle: null }] });
  const [attend, ...autres] = await tablette.file.enAttente();
  assert.deepEqual([attend.empreinte, attend.remplace, autres], [suite.empreinte, null, []]);
});

test("what was set aside beside an older version of ours replaces it", async () => {
  const { tablette, empreinte: premiere } = await recue();
  await tablette.registre.noter("rencontre", "r", { sortie: "s", duree: "5_15" });
  await recevoir(tablette, "conflit");
  const { empreinte } = await tablette.copies.trouver("r");
  await comparer(tablette, { a_corriger: [{ id: "r", empreinte, actuelle: premiere }] });
  assert.equal((await tablette.file.enAttente())[0].remplace, premiere);
});

test("what was treated on the site leaves the tablet", async () => {
  const tablette = ouvrir();
  const { empreinte } = await tablette.registre.noter("rencontre", "r", { sortie: "s" });
  await recevoir(tablette, "quarantaine");
  await comparer(tablette, { traites: [{ id: "r", empreinte }] });
  assert.deepEqual(await tablette.copies.toutes(), []);
});

test("nothing is asked of what the server never heard of, and nothing changes when all is well", async () => {
  const jamais = ouvrir();
  await jamais.registre.noter("rencontre", "r", { sortie: "s" });
  assert.equal(await comparer(jamais, {}), undefined);
  const { tablette } = await recue();
  await comparer(tablette, {});
  assert.deepEqual(await tablette.file.enAttente(), []);
});
