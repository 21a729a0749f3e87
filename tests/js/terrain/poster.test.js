import assert from "node:assert/strict";
import test from "node:test";

import { poster } from "../../../static/js/terrain/reseau.js";
import { verdicts } from "./tablette.js";

const un = { id: "a", empreinte: "1", remplace: null };
const acces = (chercher) => ({ adresse: "/lots/", entetes: () => ({ "X-CSRFToken": "j" }), chercher });
const repond = (corps, init) => async () => new Response(corps, init);

test("a lot is posted with its CSRF token, and its verdicts come back", async () => {
  const chercher = async (adresse, { method, headers, body }) => {
    assert.deepEqual([adresse, method, headers["X-CSRFToken"]], ["/lots/", "POST", "j"]);
    const { lot, equipe, elements } = JSON.parse(body);
    assert.equal(equipe, "e");
    return Response.json({ lot, verdicts: verdicts(elements) });
  };
  assert.deepEqual(await poster([un], "e", acces(chercher)), verdicts([un]));
});

test("only the verdicts of this very lot are an acknowledgement", async () => {
  const pages = [
    repond("<html>Bienvenue sur le wifi</html>"),
    repond(JSON.stringify({ lot: "un autre", verdicts: [] })),
    async () => Promise.reject(new TypeError("failed to fetch")),
  ];
  for (const page of pages) {
    await assert.rejects(poster([un], "e", acces(page)), { nature: "reseau" });
  }
});

test("each refusal has its nature, and what the server asks is kept", async () => {
  const natures = { 401: "refus", 403: "refus", 413: "trop_gros", 500: "serveur" };
  for (const [status, nature] of Object.entries(natures)) {
    await assert.rejects(poster([un], "e", acces(repond("", { status: Number(status) }))), { nature });
  }
  const occupe = repond("", { status: 429, headers: { "Retry-After": "7" } });
  await assert.rejects(poster([un], "e", acces(occupe)), { nature: "occupe", attente: 7 });
});
