import assert from "node:assert/strict";
import test, { afterEach } from "node:test";

import { Echec } from "../../../static/js/terrain/reseau.js";
import { ouvrir, refermer, verdicts } from "./tablette.js";

afterEach(refermer);

async function avec(nombre, posterLot, reste = {}) {
  const tablette = ouvrir({ posterLot, ...reste });
  const { registre } = ouvrir({ base: tablette.base });
  for (let rang = 0; rang < nombre; rang += 1) await registre.noter("passages", `e${rang}`, { halte: "h" });
  tablette.envoi.addEventListener("echec", () => tablette.envoi.arreter());
  return tablette;
}

test("what waits for a reference does not hold back what comes after it", async () => {
  const { file, envoi } = await avec(30, async (lot) =>
    lot.map(({ id, empreinte }) => ({ id, empreinte, verdict: Number(id.slice(1)) < 26 ? "reessayer" : "cree" })),
  );
  await envoi.vider();
  assert.equal((await file.enAttente()).length, 26);
});

test("a comparison that cannot pass does not stop what can", async () => {
  const comparer = () => Promise.reject(new Echec("reseau"));
  const { file, envoi } = await avec(1, async (lot) => verdicts(lot), { comparer });
  await envoi.vider();
  assert.deepEqual(await file.enAttente(), []);
});

test("a lot that does not pass is followed by a smaller one", async () => {
  const { file, envoi } = await avec(20, async (lot) => {
    if (lot.length > 6) throw new Echec("reseau");
    return verdicts(lot);
  });
  for (let essai = 0; essai < 3; essai += 1) await envoi.vider();
  assert.ok((await file.enAttente()).length < 20);
});

test("24 nothing leaves by itself before the time the server asked for, unless somebody asks", async () => {
  let envois = 0;
  const { envoi } = await avec(1, async (lot) => {
    envois += 1;
    if (envois === 1) throw new Echec("occupe", 60);
    return verdicts(lot);
  });
  await envoi.vider();
  await envoi.vider();
  assert.equal(envois, 1);
  await envoi.vider({ presse: true });
  assert.equal(envois, 2);
});
