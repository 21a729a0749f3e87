import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test, { afterEach } from "node:test";

import { suivre } from "../../../static/js/terrain/carte.js";
import { enDonnees } from "../../../static/js/terrain/contrat.js";
import { cocher, nouvelle } from "../../../static/js/terrain/rencontre.js";
import { enDeux, enMots, horairesEnMots } from "../../../static/js/terrain/texte_de_carte.js";
import { DEPUIS, JOURNEE, MARDI, sauf, tous } from "./quinzaine.js";
import { ouvrir, recevoir, refermer } from "./tablette.js";

afterEach(refermer);

const DOSSIER = new URL("../../../static/cartes/", import.meta.url);
const langue = (code) => JSON.parse(readFileSync(new URL(`${code}.json`, DOSSIER)));
const dites = (partenaire, code) => horairesEnMots(partenaire, langue(code), DEPUIS, MARDI);
const unies = (texte) => texte.replaceAll(/[\u00a0\u202f]/g, " ");

test("the hours of the coming days are told in words, from today when one is not known", () => {
  const { lignes, note } = dites({ ouvertures: sauf(JOURNEE, { 5: [], 6: null }) }, "fr");
  assert.deepEqual(lignes.map(({ jours, dites: mots }) => unies(`${jours} : ${mots}`)), [
    "mardi à vendredi : 9 h à 12 h 30, 14 h à 17 h 30",
    "samedi : fermé",
    "dimanche : à vérifier",
    "lundi : 9 h à 12 h 30, 14 h à 17 h 30",
  ]);
  assert.equal(note, "");
});

test("hours that nobody read are told as they are written, none as a call to make", () => {
  assert.deepEqual(dites({ horaires: "sur rendez-vous" }, "fr"), { lignes: [], note: "sur rendez-vous" });
  assert.equal(dites({ telephone: "02 00" }, "en").note, langue("en").mots.horaires_inconnus);
});

test("nobody is told to call where there is no number", () => {
  assert.deepEqual(dites({}, "en"), { lignes: [], note: "" });
});

test("every language has the words for every opening", () => {
  const codes = readdirSync(DOSSIER).map((nom) => nom.replace(".json", ""));
  assert.ok(codes.length >= 2);
  for (const code of codes) {
    const { heures, jours } = langue(code);
    for (const plages of [null, [], JOURNEE, [["00:00", "24:00"]], [["22:00", "24:00"]]]) {
      assert.ok(!/[{}]|undefined/.test(enMots(plages, heures)) && enMots(plages, heures), code);
    }
    for (const autres of [{}, { 1: [] }, { 2: [], 3: [] }]) {
      for (const ligne of dites({ ouvertures: sauf(JOURNEE, autres) }, code).lignes) {
        assert.ok(jours.some((jour) => ligne.jours.includes(jour)) && !/[{}]/.test(ligne.jours), code);
      }
    }
  }
  assert.equal(dites({ ouvertures: tous([]) }, "fr").lignes.length, 1);
});

test("a code is told three letters at a time", () => assert.equal(enDeux("K7Q2MD"), "K7Q 2MD"));

const oriente = () =>
  [["besoin", "logement"], ["reponse", "orientation"], ["partenaire", "p"]].reduce(
    (r, [nom, valeur]) => cocher(r, nom, valeur, true),
    nouvelle(),
  );
const autour = { sortie: "s", halte: null, questions: [], domaine: () => "droits" };

test("a partenaire is told by a card, unless something else was chosen", () => {
  const [orientation] = oriente().orientations;
  assert.equal(orientation.modalite, "carte_remise");
  const avant = cocher(nouvelle(), "besoin", "logement", true);
  const appel = cocher(cocher(avant, "modalite", "appel_passe", true), "partenaire", "p", true);
  assert.equal(appel.orientations[0].modalite, "appel_passe");
});

test("the empreinte of a card goes with its orientation, and leaves with another partenaire", () => {
  const r = oriente();
  const suivie = suivre(r, r.orientations[0].id, "e".repeat(64));
  assert.equal(enDonnees(suivie, autour).orientations[0].jeton_sha256, "e".repeat(64));
  assert.ok(!("jeton_sha256" in suivre(suivie, r.orientations[0].id).orientations[0]));
  const autre = cocher(suivie, "partenaire", "q", true);
  assert.ok(!("jeton_sha256" in autre.orientations[0]));
});

test("a token waits beside its element, never in it, and goes once it is acknowledged", async () => {
  const tablette = ouvrir();
  const jetons = { empreinte: "CANARI" };
  const element = await tablette.registre.noter("rencontre", "r", { sortie: "s" }, { jetons });
  const [entree] = await tablette.file.entrees();
  assert.deepEqual(entree.jetons, jetons);
  const partis = [element, await tablette.file.prendre(25, "e"), await tablette.file.exporter("e"), await tablette.copies.toutes()];
  assert.ok(!JSON.stringify(partis).includes("CANARI"));
  const [figee] = await tablette.file.entrees();
  assert.deepEqual([figee.fige, figee.jetons], [true, jetons]);
  await recevoir(tablette, "reessayer");
  assert.equal((await tablette.file.entrees()).length, 1);
  await recevoir(tablette);
  assert.ok(!JSON.stringify([await tablette.file.entrees(), await tablette.copies.toutes()]).includes("CANARI"));
});
