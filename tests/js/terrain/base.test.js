import assert from "node:assert/strict";
import test, { afterEach } from "node:test";

import { neuve, ouvrir, refermer } from "./tablette.js";
import { Volatile } from "../../../static/js/terrain/volatile.js";

afterEach(refermer);

const poser = (base, valeur) => base.ecrire(["meta"], (tx) => tx.objectStore("meta").put(valeur, "cle"));
const lire = (base) => base.lire(["meta"], (tx) => tx.objectStore("meta").get("cle"));

test("20 a base closed under the page is opened again, and the write done", async () => {
  const base = neuve();
  await poser(base, 1);
  (await base.ouvrir()).close();
  await poser(base, 2);
  assert.equal(await lire(base), 2);
});

test("a task that fails leaves nothing half-written", async () => {
  for (const base of [neuve(), new Volatile()]) {
    await poser(base, 1);
    const moitie = base.ecrire(["meta"], async (tx) => {
      await tx.objectStore("meta").put(2, "cle");
      throw new TypeError("au milieu");
    });
    await assert.rejects(moitie, TypeError);
    assert.equal(await lire(base), 1);
  }
});

test("nothing is called kept before the transaction is complete", async () => {
  const base = neuve();
  await poser(base, 1);
  const refusee = base.ecrire(["meta"], async (tx) => {
    await tx.objectStore("meta").put(2, "cle");
    queueMicrotask(() => tx.abort()); // as a disk that fails at the last moment
  });
  await assert.rejects(refusee, { name: "AbortError" });
  assert.equal(await lire(base), 1);
});

test("18 a full tablet is said, and what was there stays", async () => {
  const tablette = ouvrir();
  await tablette.registre.noter("passages", "a", { halte: "h" });
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = () => {
    throw new DOMException("plein", "QuotaExceededError");
  };
  const trop = tablette.registre.noter("passages", "b", { halte: "h" });
  await assert.rejects(trop, { name: "QuotaExceededError" }).finally(() => (IDBObjectStore.prototype.put = put));
  assert.deepEqual((await tablette.file.enAttente()).map(({ id }) => id), ["a"]);
});

test("19 without a base, only the word of the server makes a record saved", async () => {
  let reseau = false;
  const posterLot = async (lot) => {
    if (!reseau) throw Object.assign(new Error(), { nature: "reseau" });
    return lot.map(({ id, empreinte }) => ({ id, empreinte, verdict: "cree" }));
  };
  const tablette = ouvrir({ base: new Volatile(), posterLot });
  await assert.rejects(tablette.registre.noter("passages", "a", { halte: "h" }));
  assert.deepEqual(await tablette.file.enAttente(), []);
  reseau = true;
  await tablette.registre.noter("passages", "a", { halte: "h" });
  assert.equal((await tablette.copies.trouver("a")).etat, "recue");
  tablette.envoi.arreter();
});
