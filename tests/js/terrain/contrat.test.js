import assert from "node:assert/strict";
import test from "node:test";

import { empreinte } from "../../../static/js/terrain/canonique.js";
import {
  element,
  enDonnees,
  enRencontre,
  horodatage,
} from "../../../static/js/terrain/contrat.js";
import { cocher, nouvelle } from "../../../static/js/terrain/rencontre.js";

const OU = { sortie: "s", halte: "h", questions: ["habite"] };
const domaine = (categorie) => (categorie === "discuter" ? "conversation" : "droits");

function racontee(...taps) {
  return taps.reduce(
    (rencontre, [nom, valeur, organisme]) => cocher(rencontre, nom, valeur, true, organisme),
    nouvelle("r"),
  );
}

const usuelle = () =>
  racontee(
    ["besoin", "aides_prestations", "caf"],
    ["reponse", "sur_place"],
    ["personne", "25_39/feminin"],
  );

test("four taps say the four facts of a usual rencontre", () => {
  const rencontre = usuelle();
  assert.deepEqual(enDonnees(rencontre, { ...OU, domaine }), {
    sortie: "s",
    halte: "h",
    besoins: [
      {
        id: rencontre.besoins[0].id,
        categorie: "aides_prestations",
        organisme: "caf",
        reponse: "sur_place",
      },
    ],
    tranche_age: "25_39",
    genre: "feminin",
    questions_posees: ["habite"],
  });
});

test("what was not said is absent, never a guess", () => {
  const donnees = enDonnees(racontee(["besoin", "discuter"]), { ...OU, halte: null, domaine });
  assert.deepEqual(Object.keys(donnees).sort(), ["besoins", "halte", "questions_posees", "sortie"]);
  assert.equal(donnees.halte, null);
  assert.deepEqual(Object.keys(donnees.besoins[0]).sort(), ["categorie", "id"]);
});

test("an age alone says nothing of the genre", () => {
  const donnees = enDonnees(racontee(["personne", "70_plus/non_renseigne"]), { ...OU, domaine });
  assert.equal(donnees.tranche_age, "70_plus");
  assert.ok(!("genre" in donnees));
});

test("non-recours is kept for a besoin of droits only", () => {
  for (const [categorie, attendu] of [["logement", "non_demande"], ["discuter", undefined]]) {
    const rencontre = racontee(["besoin", categorie], ["non_recours", "non_demande"]);
    const [besoin] = enDonnees(rencontre, { ...OU, domaine }).besoins;
    assert.equal(besoin.non_recours, attendu);
  }
});

test("neither vécu nor note leaves for a minor", () => {
  const rencontre = { ...racontee(["vecu", "fiere"], ["personne", "12_17/feminin"]), note: "oui" };
  const donnees = enDonnees(rencontre, { ...OU, domaine });
  assert.ok(!("vecu" in donnees) && !("note" in donnees));
  assert.equal(enDonnees(rencontre, { ...OU, domaine, reprise: true }).note, null);
});

test("a rencontre mended without touching its note leaves the note as it is", () => {
  assert.ok(!("note" in enDonnees(usuelle(), { ...OU, domaine, reprise: true })));
});

test("a record opened again says the same thing", () => {
  const rencontre = racontee(
    ["besoin", "logement", "bailleur"],
    ["reponse", "orientation"],
    ["partenaire", "p"],
    ["modalite", "carte_remise"],
    ["exigences", "imprimer_ou_scanner"],
    ["vecu", "fiere"],
    ["duree", "5_15"],
    ["a_denouer", "oui"],
    ["personne", "75_plus/masculin"],
  );
  const donnees = enDonnees(rencontre, { ...OU, domaine });
  assert.equal(donnees.a_denouer, true);
  assert.deepEqual(enDonnees(enRencontre("r", donnees), { ...OU, domaine }), donnees);
});

test("an element carries the empreinte of its donnees, edition included", async () => {
  const un = await element("passages", { id: "i", auteur: "a", donnees: { halte: "h" }, edition: 2 });
  assert.deepEqual(un.donnees, { halte: "h", edition: 2 });
  assert.equal(un.empreinte, await empreinte({ halte: "h", edition: 2 }));
  assert.equal(un.remplace, null);
});

test("a moment is written with its offset", () => {
  assert.match(horodatage(), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
  const date = new Date();
  assert.equal(Date.parse(horodatage(date)), Math.floor(date / 1000) * 1000);
});

test("a note that could be read and was emptied is erased; one that could not is left", () => {
  const r = enRencontre("r", { besoins: [] });
  assert.equal(enDonnees(r, { ...OU, domaine, reprise: { note: true } }).note, null);
  assert.equal(enDonnees(r, { ...OU, domaine, reprise: { note: false } }).note, undefined);
});
