// The lists of the detector, read from the disk.

import { readFileSync } from "node:fs";

import { Listes } from "../../../static/js/notes/listes.js";

const DOSSIER = new URL("../../../static/notes/", import.meta.url);
const json = (nom) => JSON.parse(readFileSync(new URL(`${nom}.json`, DOSSIER), "utf8"));

export const lesListes = () => new Listes({ pliage: json("pliage"), regles: json("regles") });
