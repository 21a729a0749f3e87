// A tablet in memory: the shipped modules, on an IndexedDB of its own.

import "../vendor/fake-indexeddb/auto/index.mjs";

import { Base } from "../../../static/js/terrain/base.js";
import { Copies } from "../../../static/js/terrain/copies.js";
import { Envoi } from "../../../static/js/terrain/envoi.js";
import { File } from "../../../static/js/terrain/file.js";
import { Registre } from "../../../static/js/terrain/registre.js";

// `base` may be another one, `posterLot` what answers a lot. The same factory twice: two tabs.
export function ouvrir({ base = neuve(), posterLot, equipe = () => "e", auteur = () => "a", ...reste } = {}) {
  const file = new File(base);
  const copies = new Copies(base, equipe);
  const recus = [];
  const envoi = new Envoi({
    file,
    equipe,
    poster: posterLot ?? (() => new Promise(() => {})),
    recevoir: (verdicts) => registre.recevoir(verdicts),
    comparer: async () => recus.push("comparaison"),
    verrous: null,
    ...reste,
  });
  const registre = new Registre({ base, file, copies, envoi: posterLot ? envoi : { vider() {} }, equipe, auteur });
  return { base, file, copies, envoi, registre, recus };
}

export function neuve() {
  globalThis.indexedDB = new IDBFactory();
  return seconde();
}

// Another tab on the same base.
export function seconde() {
  const base = new Base();
  ouvertes.push(base);
  return base;
}

const ouvertes = [];

// A channel left open would keep the tests from ending.
export const refermer = () => Promise.all(ouvertes.splice(0).map((base) => base.fermer()));

export const verdicts = (lot, verdict = "cree") => lot.map(({ id, empreinte }) => ({ id, empreinte, verdict }));

// Sends what waits, and gives it this verdict.
export async function recevoir({ file, registre }, verdict = "cree") {
  await registre.recevoir(verdicts(await file.prendre(25, "e"), verdict));
}
