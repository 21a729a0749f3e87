import assert from "node:assert/strict";
import test from "node:test";

import { dixiemes, enBilan } from "../../../static/js/terrain/bilan.js";
import { borne } from "../../../static/js/terrain/compteurs.js";
import { icone, phrase } from "../../../static/js/terrain/etat.js";
import {
  creneau,
  heureEnClair,
  ilYA,
  jourEnClair,
  jourIso,
  parProximite,
  quart,
} from "../../../static/js/terrain/horaires.js";
import { compte, totaux } from "../../../static/js/terrain/liste.js";

const MIDI = new Date(2026, 8, 15, 12, 7);

test("the status line says what waits, where it is, what comes next", () => {
  const synchro = MIDI.toISOString();
  assert.equal(phrase({ attente: 0, synchro: null }), "Rien en attente");
  assert.equal(
    phrase({ attente: 0, synchro }),
    "Rien en attente · dernière synchro 12\u202fh\u202f07",
  );
  assert.equal(phrase({ attente: 1, enCours: true, synchro }), "1 en attente, envoi en cours…");
  assert.equal(
    phrase({ attente: 3, echec: "reseau", synchro: null }),
    "3 en attente, gardées sur la tablette, envoi au retour du réseau",
  );
  assert.equal(
    phrase({ attente: 1, echec: "session", synchro: null }),
    "1 en attente, gardée sur la tablette\u202f: se reconnecter pour envoyer",
  );
  assert.equal(
    phrase({ attente: 0, synchro: null, aCorriger: 1, deuxVersions: 2 }),
    "Rien en attente · 1 à corriger · 2 en deux versions",
  );
});

test("every other state is said too, calmly", () => {
  const dites = [
    [{ horsLigne: true }, "Hors ligne · Rien en attente"],
    [{ echec: "appareil" }, "Rien en attente : cette tablette est à enrôler de nouveau"],
    [{ attente: 2, garantie: false }, "2 en attente · mémoire non garantie"],
    [{ volatile: true }, "Rien en attente · rien n’est gardé sur cette tablette"],
    [{ ailleurs: 2 }, "Rien en attente · 2 pour une autre équipe"],
    [{ version: true }, "Rien en attente · nouvelle version prête"],
    [{ depassee: true }, "Une version plus récente est ouverte ailleurs : recharger cette page"],
  ];
  for (const [vue, mots] of dites) assert.equal(phrase({ attente: 0, ...vue }), mots);
});

test("each state has its picture", () => {
  assert.equal(icone({ attente: 0 }), "etat-envoye");
  assert.equal(icone({ attente: 1 }), "etat-en-attente");
  assert.equal(icone({ attente: 1, echec: "reseau" }), "etat-hors-ligne");
  assert.equal(icone({ attente: 0, aCorriger: 1 }), "etat-a-corriger");
});

test("hours are told to the quarter, days as one says them", () => {
  assert.equal(quart(MIDI), "12:00");
  assert.equal(quart(new Date(2026, 8, 15, 14, 59)), "14:45");
  assert.equal(heureEnClair("09:15"), "9\u202fh\u202f15");
  assert.equal(jourIso(MIDI), "2026-09-15");
  assert.equal(ilYA(15, MIDI), "2026-08-31");
  assert.equal(jourEnClair("2026-09-15", MIDI), "aujourd’hui");
  assert.equal(jourEnClair("2026-09-14", MIDI), "hier");
  assert.equal(jourEnClair("2026-09-12", MIDI), "sam. 12 sept.");
  assert.deepEqual([9, 12, 15, 20].map((h) => creneau(new Date(2026, 8, 15, h))), [
    "matin",
    "midi",
    "apres_midi",
    "soiree",
  ]);
});

test("the sortie of today comes first, then those to tell, then those to come", () => {
  const jours = ["2026-09-20", "2026-09-10", "2026-09-15", "2026-09-14", "2026-09-16"];
  assert.deepEqual(
    jours.sort((un, autre) => parProximite(un, autre, "2026-09-15")),
    ["2026-09-15", "2026-09-14", "2026-09-10", "2026-09-16", "2026-09-20"],
  );
});

test("a counter is a whole number, whatever is typed", () => {
  assert.deepEqual(["7", "-3", "douze", "2.9", "5000"].map(borne), [7, 0, 0, 2, 999]);
});

test("the list counts rencontres, passages and refus", () => {
  const copies = [
    { type: "rencontre", donnees: {} },
    { type: "passages", donnees: { passages: 7, refus: 1 } },
    { type: "passages", donnees: { passages: 2, refus: 1 } },
    { type: "halte", donnees: {} },
  ];
  assert.equal(compte(totaux(copies)), "1 rencontre, 9 passages, 2 refus");
});

test("the bilan leaves unsaid what was left empty", () => {
  const entrees = [
    ["rencontres", "14"],
    ["refus", ""],
    ["accroche", "velo"],
    ["accroche", "jeu"],
    ["affiche_visible", "non"],
    ["kilometres", "8,4"],
    ["scene", "  "],
    ["outil:o", "bloque"],
  ];
  assert.deepEqual(enBilan("s", entrees), {
    sortie: "s",
    rencontres: 14,
    accroche: ["velo", "jeu"],
    affiche_visible: false,
    kilometres_dixiemes: 84,
    outils: [{ outil: "o", reaction: "bloque" }],
  });
  assert.deepEqual(["", "8.4", "12"].map(dixiemes), [undefined, 84, 120]);
});
