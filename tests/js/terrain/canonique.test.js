import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";

import { canonique, empreinte } from "../../../static/js/terrain/canonique.js";

const dorees = new URL("../../sessions/terrain/empreintes.json", import.meta.url);

for (const { quoi, donnees, canonique: attendu, empreinte: hachage } of JSON.parse(
  await readFile(dorees, "utf8"),
)) {
  test(`the tablet writes the bytes the server hashes: ${quoi}`, async () => {
    assert.equal(canonique(donnees), attendu);
    assert.equal(await empreinte(donnees), hachage);
  });
}

test("what two languages would write differently is refused", () => {
  for (const hors of [{ a: 1.5 }, { a: 2 ** 53 }, { Cle: 1 }, { "é": 1 }, { a: undefined }]) {
    assert.throws(() => canonique(hors), /hors du contrat/);
  }
});

test("half of a surrogate pair is replaced before it is hashed", () => {
  assert.equal(canonique({ note: "a\ud800" }), '{"note":"a\ufffd"}');
});
