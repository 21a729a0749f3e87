import assert from "node:assert/strict";
import test, { afterEach } from "node:test";

import { Verrous } from "../epreuve/verrous.js";
import { ouvrir, refermer, seconde, verdicts } from "./tablette.js";

afterEach(refermer);

test("6 two tabs flush: one sends at a time, and the other follows", async () => {
  const verrous = new Verrous();
  let [ensemble, envoyes] = [0, 0];
  const posterLot = async (lot) => {
    ensemble += 1;
    envoyes += lot.length;
    assert.equal(ensemble, 1);
    await new Promise((suite) => setTimeout(suite, 5));
    ensemble -= 1;
    return verdicts(lot);
  };
  const une = ouvrir({ posterLot, verrous: verrous.pour("une") });
  const autre = ouvrir({ base: seconde(), posterLot, verrous: verrous.pour("autre") });
  const { registre } = ouvrir({ base: une.base });
  for (let rang = 0; rang < 3; rang += 1) await registre.noter("passages", `e${rang}`, { halte: "h" });
  await Promise.all([une.envoi.vider(), autre.envoi.vider()]);
  assert.deepEqual([envoyes, await autre.file.enAttente()], [3, []]);
  for (const { envoi } of [une, autre]) envoi.arreter();
});
