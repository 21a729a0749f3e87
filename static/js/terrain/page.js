// The entry screen: every part is made here, once, and told of the others.

import { Bandeau } from "./bandeau.js";
import { Brouillon } from "./brouillon.js";
import { Compteurs } from "./compteurs.js";
import { Contexte } from "./contexte.js";
import { Message, brancherFeuillets, ouvrir } from "./dom.js";
import { Envoi, poster } from "./envoi.js";
import { Etat } from "./etat.js";
import { File } from "./file.js";
import { Formulaire } from "./formulaire.js";
import { Liste } from "./liste.js";
import { memoire as memoireDe } from "./memoire.js";
import { Partenaires } from "./partenaires.js";
import { Questions } from "./question.js";
import { Referentiel } from "./referentiel.js";
import { Copies, Registre } from "./registre.js";
import { Saisie } from "./saisie.js";

const PERIODE = 60_000;
const un = (selecteur) => document.querySelector(selecteur);
const { api } = document.body.dataset;
const adresses = { lots: `${api}lots/`, totaux: (sortie) => `${api}sorties/${sortie}/totaux/` };
const jeton = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

const memoire = memoireDe(localStorage);
const file = new File(memoire);
const copies = new Copies(memoire);
const envoi = new Envoi(file, (lot) => poster(lot, { adresse: adresses.lots, jeton }));
const referentiel = new Referentiel(memoire, `${api}referentiel/`);
const registre = new Registre({ file, copies, envoi, auteur: () => contexte.choix.auteur });
const contexte = new Contexte({ memoire, referentiel, copies, registre });
const message = new Message(un("[data-message]"));
const formulaire = new Formulaire(un("form[data-rencontre]"));
const etat = new Etat(un("[data-etat]"), { file, copies, envoi, memoire });
const compteurs = new Compteurs(un("[data-compteurs]"), { contexte, copies, registre, exiger });
const saisie = new Saisie({
  brouillon: new Brouillon(memoire),
  questions: new Questions(formulaire.form),
  partenaires: new Partenaires(formulaire.form, referentiel),
  titre: un("h1"),
  ...{ formulaire, contexte, registre, compteurs, memoire, message, exiger },
});
const liste = new Liste(un("[data-notees]"), { copies, file, formulaire, saisie, trace: un("[data-trace]") });

let manque = null; // what the last gesture asked for: "sortie" or "auteur"

// Nothing is saved nowhere nor by nobody: opens the sheet where it is said.
function exiger() {
  if (!contexte.sortie) return demander("sortie", "sortie", "Choisir d’abord la sortie ; rien n’est perdu.");
  if (!contexte.auteur) return demander("auteur", "equipage", "Dire d’abord qui note ; rien n’est perdu.");
  return true;
}

function demander(quoi, feuillet, texte) {
  manque = quoi;
  message.dire(texte, "erreur");
  ouvrir(feuillet);
  return false;
}

// Once it is told, the page no longer asks.
function cesserDeDemander() {
  if (!manque || !contexte[manque]) return;
  manque = null;
  message.taire();
}

function brancher() {
  brancherFeuillets(document);
  formulaire.form.addEventListener("submit", (geste) => {
    geste.preventDefault();
    saisie.enregistrer();
  });
  document.addEventListener("click", ({ target }) => {
    const geste = target.closest("[data-geste]")?.dataset.geste;
    if (geste) saisie[geste]();
  });
  contexte.addEventListener("change", cesserDeDemander);
  envoi.addEventListener("verdicts", ({ detail }) => recevoir(detail));
  addEventListener("online", () => envoi.vider());
  document.addEventListener("visibilitychange", () => document.hidden || envoi.vider());
  setInterval(() => envoi.vider(), PERIODE);
}

async function recevoir(verdicts) {
  await contexte.retenir(verdicts);
  await copies.verdicts(verdicts);
  await referentiel.rafraichir();
}

// The sheets come once the first chips can be tapped.
async function apporterLesFeuillets() {
  const [{ Equipage, Sorties }, { Haltes }, { Bilan }] = await Promise.all([
    import("./sorties.js"),
    import("./haltes.js"),
    import("./bilan.js"),
  ]);
  new Sorties(contexte, referentiel);
  new Haltes(contexte, referentiel, exiger);
  new Equipage(contexte, referentiel);
  new Bilan({ contexte, referentiel, copies, registre, memoire, adresses, message, exiger });
}

async function commencer() {
  brancher();
  new Bandeau(un("[data-contexte]"), contexte, referentiel);
  await referentiel.ouvrir();
  await saisie.ouvrir();
  await contexte.ouvrir(new URLSearchParams(location.search).get("sortie"));
  await apporterLesFeuillets();
  await Promise.all([etat.ouvrir(), liste.montrer(), copies.purger(), referentiel.rafraichir()]);
  await envoi.vider();
  document.body.dataset.pret = "";
}

commencer();
