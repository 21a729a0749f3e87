import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { base32, codeCourt, forger, hacher } from "../../../static/js/terrain/jeton.js";

// The same as tests/sessions/terrain/test_jetons.py reads.
const VECTEURS = JSON.parse(readFileSync(new URL("../../sessions/terrain/jetons.json", import.meta.url)));

test("tokens are hashed and shortened as the server does", async () => {
  assert.ok(VECTEURS.length >= 4);
  for (const { octets, jeton, empreinte, code } of VECTEURS) {
    assert.equal(base32(octets.match(/../g).map((deux) => parseInt(deux, 16))), jeton);
    assert.equal(await hacher(jeton), empreinte);
    assert.equal(await hacher(` ${jeton.toLowerCase()}`), empreinte);
    assert.equal(codeCourt(empreinte), code);
  }
});

test("a token is 26 letters, and never the same", () => {
  const forges = Array.from({ length: 200 }, forger);
  assert.ok(forges.every((jeton) => /^[A-Z2-7]{26}$/.test(jeton)));
  assert.equal(new Set(forges).size, 200);
});
