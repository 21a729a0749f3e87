// Plays schedules several at a time against a real server, as the arbiter asks.
//
//   epreuve.js FIRST NUMBER      seeds FIRST … FIRST + NUMBER − 1
//
// One JSON line a request on the standard output, one a reply on the standard input; the last
// line is the report.

import "../vendor/fake-indexeddb/auto/index.mjs";

import { createInterface } from "node:readline";

import { Deroule } from "./deroule.js";

const ENSEMBLE = 8;
const [premiere, nombre] = process.argv.slice(2).map(Number);
const attentes = new Map();
let rang = 0;

createInterface({ input: process.stdin }).on("line", (ligne) => {
  const { id, rendu } = JSON.parse(ligne);
  attentes.get(id)(rendu);
  attentes.delete(id);
});

function demander(quoi, equipe = null) {
  const id = (rang += 1);
  process.stdout.write(`${JSON.stringify({ id, quoi, equipe })}\n`);
  return new Promise((rendre) => attentes.set(id, rendre));
}

const arbitre = Object.fromEntries(
  ["equipe", "lignes", "sauvegarder", "restaurer", "redemarrer"].map((quoi) => [quoi, (equipe) => demander(quoi, equipe)]),
);

const bilan = { joues: 0, enregistres: 0, gestes: {}, echecs: [] };

async function jouer(graine) {
  const deroule = new Deroule(graine, await arbitre.equipe(), arbitre);
  const fautes = await deroule.jouer().catch((erreur) => [erreur.stack]);
  bilan.joues += 1;
  bilan.enregistres += deroule.carnet.ids.length;
  for (const geste of deroule.trace) bilan.gestes[geste] = (bilan.gestes[geste] ?? 0) + 1;
  if (fautes.length) bilan.echecs.push({ graine, fautes, trace: deroule.trace });
}

const graines = Array.from({ length: nombre }, (_, un) => premiere + un);
const suite = async () => {
  while (graines.length) await jouer(graines.shift());
};
await Promise.all(Array.from({ length: ENSEMBLE }, suite));
process.stdout.write(`${JSON.stringify({ bilan })}\n`);
process.exit();
