// The lists of the detector, read from the disk.

import { readFileSync } from "node:fs";

import { Listes } from "../../../static/js/notes/listes.js";

const DOSSIER = new URL("../../../static/notes/", import.meta.url);
const lu = (nom) => readFileSync(new URL(nom, DOSSIER));
const json = (nom) => JSON.parse(lu(`${nom}.json`));

export const lesListes = () =>
  new Listes({
    pliage: json("pliage"),
    regles: json("regles"),
    vocabulaire: json("vocabulaire"),
    prenoms: lu("prenoms.txt").toString("ascii"),
    formes: new Uint8Array(lu("formes.bin")),
  });
