import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { chargerListes, examiner } from "../../../static/js/notes/detecteur.js";
import { lesListes } from "./listes.js";

const listes = lesListes();
const DOSSIER = new URL("../../../static/notes/", import.meta.url);
const ADRESSES = {
  pliage: "pliage.json",
  regles: "regles.json",
  vocabulaire: "vocabulaire.json",
  prenoms: "prenoms.txt",
  formes: "formes.bin",
};

const marques = (texte, propres) =>
  examiner(texte, listes, propres).reperes.map(({ debut, fin, regle }) => [
    [...texte].slice(debut, fin).join(""),
    regle,
  ]);

test("positions are code points, past what takes two units", () => {
  assert.deepEqual(examiner("😀 vu Mamadou", listes), {
    verdict: "bloque",
    reperes: [{ debut: 5, fin: 12, regle: "prenom", bloque: true, proposition: "un homme" }],
  });
});

test("what nobody sees hides nothing", () => {
  assert.deepEqual(marques("tel 06\u200b12\u00ad34\u202f56 78"), [
    ["06\u200b12\u00ad34\u202f56 78", "telephone"],
  ]);
});

test("the équipe's own names are masked, and its mots courants", () => {
  const propres = { noms: ["Le Blosne", "Café Zarqa"], mots: ["Tchaktchak"] };
  assert.deepEqual(marques("du blosne au café Zarqa, tchaktchak", propres), []);
  assert.deepEqual(marques("zarqa et Besnik", propres), [["Besnik", "nom_possible"]]);
});

test("a text that says nothing is left alone", () => {
  assert.deepEqual(examiner("", listes), { verdict: "ok", reperes: [] });
  assert.deepEqual(examiner("attend la CAF", listes), { verdict: "ok", reperes: [] });
});

test("lists are fetched by their addresses, and one that is missing is an error", async (t) => {
  t.mock.method(globalThis, "fetch", async (adresse) => {
    if (adresse === "absente") return new Response("", { status: 404 });
    return new Response(readFileSync(new URL(adresse, DOSSIER)));
  });
  const chargees = await chargerListes(ADRESSES);
  assert.equal(examiner("vu Mamadou", chargees).verdict, "bloque");
  await assert.rejects(chargerListes({ ...ADRESSES, formes: "absente" }), /404/);
});
