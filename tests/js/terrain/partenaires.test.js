import assert from "node:assert/strict";
import test from "node:test";

import { choisir, trouve } from "../../../static/js/terrain/partenaires.js";
import { proposer, raisons } from "../../../static/js/terrain/suggestion.js";
import { DEPUIS, MARDI } from "./quinzaine.js";

const BANAT = { latitude: 48.087, longitude: -1.656 };
const QUARTIERS = [{ id: "35238-11", nom: "Le Blosne" }, { id: "35238-5", nom: "Maurepas" }];
const noms = (partenaires, recherche, vue) =>
  choisir(partenaires, recherche, { categorie: "logement", ...vue }, QUARTIERS).map(({ id }) => id);

test("partenaires who answer to the besoin come first, found without their accents", () => {
  const partenaires = [
    { id: "1", nom: "Médiathèque" },
    { id: "2", nom: "Espace social", categories: ["logement"] },
  ];
  assert.deepEqual(noms(partenaires, ""), ["2", "1"]);
  assert.deepEqual(noms(partenaires, "mediath"), ["1"]);
  assert.deepEqual(noms(partenaires, "mediath", { garde: "2" }), ["2", "1"]);
});

test("then the nearest, when the place of the halte is known, then the alphabet", () => {
  const partenaires = [
    { id: "nulle part", nom: "Amis" },
    { id: "loin", nom: "Bureau", latitude: 48.12, longitude: -1.656 },
    { id: "quartier", nom: "Centre", quartier: "35238-11" },
    { id: "pres", nom: "Zinc", latitude: 48.088, longitude: -1.656 },
    { id: "repond", nom: "Tout au loin", categories: ["logement"] },
  ];
  const ici = { ici: BANAT, quartier: "35238-11" };
  assert.deepEqual(noms(partenaires, "", { ou: ici }), ["repond", "pres", "quartier", "loin", "nulle part"]);
  assert.deepEqual(noms([...partenaires].reverse(), "", { ou: {} }), ["repond", "nulle part", "loin", "quartier", "pres"]);
});

test("a search looks at the name, the commune, the quartier and the kind of structure", () => {
  const un = { id: "1", nom: "Gros-Chêne", commune: "Cesson", quartier: "35238-5", genre_de_structure: "maison_de_l_emploi" };
  for (const cherche of ["", "   ", "gros chene", "cesson", "Maurépas", "maison de l’emploi", "emploi maurepas", "???"]) {
    assert.ok(trouve(un, cherche, QUARTIERS), cherche);
  }
  for (const cherche of ["blosne", "maurepas blosne", "zzz", "undefined"]) {
    assert.ok(!trouve(un, cherche, QUARTIERS), cherche);
  }
  assert.deepEqual(noms([un], "zzz"), []);
});

test("lists from an older server, without openings, are proposed and found all the same", () => {
  const ancien = { id: "a", nom: "Espace social", categories: ["logement"], horaires: "Mo-Fr 09:00-17:00" };
  for (const depuis of ["", DEPUIS]) {
    const ou = { depuis, maintenant: MARDI, ici: undefined, quartier: undefined };
    const [propose] = proposer([{ id: "b", nom: "Sans besoin" }, ancien], "logement", ou);
    assert.deepEqual([propose.partenaire.id, propose.raisons], ["a", ["horaires à vérifier", "jamais vérifié"]]);
    assert.equal(raisons({ id: "c", nom: "C" }, ou)[0], "horaires non renseignés");
    assert.deepEqual(noms([ancien], "espace", { ou }), ["a"]);
  }
});
