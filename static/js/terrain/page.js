// The entry screen: every part is made here, once, and told of the others.

import {
  Bandeau,
  brancherFeuillets,
  Brouillons,
  Compteurs,
  Contexte,
  Copies,
  direCeQuiManque,
  Envoi,
  Etat,
  feuillets,
  File,
  Formulaire,
  franchir,
  garantie,
  illustrer,
  Identite,
  Liste,
  memoire as memoireDe,
  Message,
  MiseAJour,
  ouvrir,
  ouvrirLaBase,
  poster,
  Questions,
  Referentiel,
  Registre,
  Saisie,
} from "./noyau.js";
import { promettre } from "./feuillets.js";

const PERIODE = 60_000;
const un = (selecteur) => document.querySelector(selecteur);
const { api, travailleur } = document.body.dataset;
const acces = (chemin) => ({ adresse: api + chemin, entetes: () => identite.entetes() });
const equipe = () => identite.equipe;

const message = new Message(un("[data-message]"));
const base = await ouvrirLaBase({ message, depassee: () => etat.dire({ depassee: true }) });
const memoire = memoireDe(base);
const referentiel = new Referentiel(memoire, acces("referentiel/"));
const identite = new Identite(memoire, referentiel);
const file = new File(base);
const copies = new Copies(base, equipe);
const envoi = new Envoi({
  file,
  equipe,
  poster: (lot, sienne) => poster(lot, sienne, acces("lots/")),
  recevoir,
  comparer,
});
const registre = new Registre({ base, file, copies, envoi, equipe, auteur: () => contexte.choix.auteur });
const contexte = new Contexte({ memoire, referentiel, copies, registre });
const formulaire = new Formulaire(un("form[data-rencontre]"));
const etat = new Etat(un("[data-etat]"), { file, copies, envoi, identite, memoire });
const maj = new MiseAJour(travailleur);
const compteurs = new Compteurs(un("[data-compteurs]"), { contexte, copies, registre, message, exiger });
const brouillons = new Brouillons(base, equipe);
const saisie = new Saisie({
  questions: new Questions(formulaire.form),
  titre: un("h1"),
  ...{ brouillons, formulaire, contexte, registre, message, exiger },
});
const liste = new Liste(un("[data-notees]"), { copies, formulaire, trace: un("[data-trace]") });
const parties = { base, contexte, referentiel, copies, file, registre, memoire, identite, envoi, brouillons, formulaire, compteurs, saisie, message, exiger, acces };
const { gestes, lignes } = promettre(parties);

let manque = null; // what the last gesture asked for: "sortie" or "auteur"

// Nothing is saved nowhere nor by nobody: opens the sheet where it is said.
function exiger() {
  if (!identite.equipe) return demander("sortie", "tablette", "Enrôler d’abord cette tablette, ou se connecter ; rien n’est perdu.");
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
  direCeQuiManque(message);
  identite.suivre(envoi);
  // At the tap: to submit, a browser first reads every field for its autofill, folded ones too.
  un("[type=submit][form=rencontre]").addEventListener("click", (geste) => {
    geste.preventDefault();
    saisie.enregistrer();
  });
  document.addEventListener("click", ({ target }) => {
    const bouton = target.closest("[data-geste], [data-esquisse]");
    const { geste, esquisse } = bouton?.dataset ?? {};
    if (geste) gestes().then((tous) => tous[geste](bouton), () => {}); // what does not come says so
    if (esquisse && exiger()) lignes().then((toutes) => toutes[esquisse](), () => {});
  });
  contexte.addEventListener("change", cesserDeDemander);
  for (const source of [saisie, feuillets]) source.addEventListener("change", () => maj.retenir(saisie.entamee || feuillets.ouvert));
  maj.addEventListener("prete", () => etat.dire({ version: true }));
  envoi.addEventListener("arrivee", () => referentiel.rafraichir().then(() => maj.tenter()));
  addEventListener("online", () => envoi.vider({ presse: true }));
  document.addEventListener("visibilitychange", () => document.hidden || envoi.vider());
  setInterval(() => envoi.vider(), PERIODE);
}

async function recevoir(verdicts) {
  await contexte.retenir(verdicts);
  await registre.recevoir(verdicts);
}

// What the server lost waits again, and it is said.
async function comparer() {
  if (!(await copies.envoyees()).length) return;
  const { rapprocher } = await import("./rapprochement.js");
  const renvoyes = await rapprocher({ copies, registre, acces: acces("rapprochement/") });
  if (renvoyes) message.dire(`Le serveur avait perdu des enregistrements de cette tablette : ${renvoyes} renvoyés, sans leur note.`);
}

async function commencer() {
  brancher();
  new Bandeau(un("[data-contexte]"), contexte, referentiel);
  await Promise.all([referentiel.ouvrir(), identite.ouvrir()]);
  await saisie.ouvrir();
  await contexte.ouvrir(new URLSearchParams(location.search).get("sortie"));
  illustrer(document);
  if ((await brouillons.esquisses()).length) await lignes().catch(() => {}); // the message says it
  await Promise.all([etat.ouvrir(), liste.montrer(), copies.purger()]);
  etat.dire({ volatile: !base.durable });
  garantie().then((promise) => etat.dire({ garantie: promise }));
  const statut = await referentiel.rafraichir();
  await franchir({ base, statut, identite, message, ouvrir });
  await envoi.vider();
  await maj.ouvrir();
  document.body.dataset.pret = "";
}

commencer();
