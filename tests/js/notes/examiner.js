// Reads a JSON list of texts on standard input, or {textes, propres}; writes what the detector of
// the tablet answers: how the tests of Python compare the two.

import { readFileSync } from "node:fs";

import { examiner } from "../../../static/js/notes/detecteur.js";
import { lesListes } from "./listes.js";

const { textes, propres } = JSON.parse(readFileSync(0, "utf8"));
const listes = lesListes();
const reponses = textes.map((texte) => examiner(texte, listes, propres ?? undefined));
process.stdout.write(JSON.stringify(reponses));
