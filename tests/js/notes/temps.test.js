import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { examiner } from "../../../static/js/notes/detecteur.js";
import { lesListes } from "./listes.js";

const TEXTES = new URL("../../sessions/notes/textes/", import.meta.url);
const lu = (nom) => readFileSync(new URL(nom, TEXTES), "utf8");
const lignes = (nom) => lu(nom).trim().split("\n");
const listes = lesListes();
const propres = { noms: lignes("quartiers.txt"), mots: [] };
const LONGUEUR = 100_000;
// Milliseconds for a note; a long text is that of some 360 notes.
const PAR_NOTE = 5;

const NOTES = ["reglage", "temoin", "neuf"].flatMap((part) =>
  ["propres", "numeros", "personnes"].flatMap((nom) =>
    lignes(`${part}/${nom}.txt`).map((ligne) => ligne.replace(/^.*\t/, "").replace(/[⟦⟧]/g, "")),
  ),
);

test("a note is read in 5 ms at most, the heaviest ones too", () => {
  // As long as a note may be.
  const longues = NOTES.map((note) => `${note} `.repeat(280).slice(0, 280));
  for (const note of longues) examiner(note, listes, propres); // the engine warms up
  const durees = longues.map(meilleure);
  durees.sort((a, b) => a - b);
  const [mediane, pire] = [durees[durees.length >> 1], durees.at(-1)];
  console.log(`${NOTES.length} notes : ${mediane.toFixed(2)} ms, ${pire.toFixed(2)} au plus`);
  assert.ok(pire <= PAR_NOTE);
});

test("no text makes it think long", () => {
  for (const motif of JSON.parse(lu("adverses.json"))) {
    const quart = duree(long(motif, LONGUEUR / 4));
    const entier = duree(long(motif, LONGUEUR));
    assert.ok(entier <= 8 * quart + 400, `${JSON.stringify(motif)} : ${quart}, puis ${entier} ms`);
  }
});

// The best of three, of twenty when it is too long: the engine stops now and then to tidy up, and
// whoever shares the core empties its caches.
function meilleure(note) {
  let mieux = Infinity;
  for (let essai = 0; essai < 3 || (mieux > PAR_NOTE && essai < 20); essai += 1) mieux = Math.min(mieux, duree(note));
  return mieux;
}

const long = (motif, longueur) => motif.repeat(longueur / motif.length + 1).slice(0, longueur);

// Of this process: others may use the machine.
function duree(texte) {
  const debut = process.cpuUsage();
  examiner(texte, listes, propres);
  const { user, system } = process.cpuUsage(debut);
  return (user + system) / 1000;
}
