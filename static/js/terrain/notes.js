// Free text, checked off line before it is saved: the detector and its lists, once they are asked
// for; every text that is followed; what keeps a record from being saved.

import { chargerListes, examiner } from "../notes/detecteur.js";
import { mineure } from "./noyau.js";
import { Passages } from "./panneau.js";

const PATIENCE = 3000; // ms given to the lists: after that, the server decides
const DU_PARTENAIRE = ["nom", "adresse", "repere"];
const A_REECRIRE = "La note dit qui est la personne : la réécrire à l’endroit marqué, juste dessous.";
const A_REGARDER = "Dans la note, est-ce une personne ? Répondre dessous, ou enregistrer à nouveau pour la garder ainsi.";
const UNE_LIGNE = "Une de ces lignes a une note qui dit qui est la personne : la raconter seule pour la réécrire.";
const DU_BILAN = "Ce texte dit qui est une personne : le réécrire à l’endroit marqué.";
const DOUTE_DU_BILAN = "Est-ce une personne ? Répondre, ou clore à nouveau pour garder ce texte ainsi.";

export class Notes {
  listes = null; // as long as they are not here, nothing is marked and the server decides
  #suivis = new Map(); // textarea → Passages

  constructor({ referentiel, saisie, formulaire, registre, exiger }) {
    Object.assign(this, { referentiel, saisie, formulaire, registre, exiger });
    this.modele = document.querySelector("template[data-notes]");
    document.head.append(document.importNode(this.modele.content.querySelector("link"), true));
    this.pretes = this.#preparer();
    this.note = this.suivre(formulaire.form.note, {
      admis: () => this.saisie.brouillon?.admis ?? [],
      admettre: (admis) => this.saisie.completer({ admis }),
    });
    saisie.addEventListener("change", () => this.note.rattraper());
  }

  // A textarea that is checked as it is typed. `admis` gives the words answered, `admettre` keeps them.
  suivre(zone, { admis, admettre }) {
    if (!this.#suivis.has(zone)) this.#suivis.set(zone, new Passages(zone, { notes: this, admis, admettre }));
    return this.#suivis.get(zone);
  }

  panneau() {
    return document.importNode(this.modele.content.querySelector("[data-passages]"), true);
  }

  examiner(texte) {
    return this.listes && texte ? examiner(texte, this.listes, this.propres).reperes : [];
  }

  libelle = (regle) => this.libelles?.[regle] ?? "ce qui peut faire reconnaître quelqu’un";

  // What the équipe may name: the very lists of the server (sessions/notes/propres.py).
  get propres() {
    const { referentiel } = this;
    const noms = ["quartiers", "lieux"].flatMap((liste) => referentiel.liste(liste).map(({ nom }) => nom));
    for (const partenaire of referentiel.liste("partenaires")) noms.push(...DU_PARTENAIRE.map((champ) => partenaire[champ]));
    return { noms: noms.filter(Boolean), mots: referentiel.liste("mots").map(({ mot }) => mot) };
  }

  // To the coordination, which alone teaches the detector.
  async proposer(mot) {
    if (!this.exiger()) return false;
    await this.registre.noter("mot", crypto.randomUUID(), { mot });
    return true;
  }

  // Why these rencontres are not saved as they are: {texte, cible}, or null. `lignes()` are those
  // on screen, read once the lists are there.
  async retenir(lignes) {
    await this.#patienter();
    const siennes = lignes();
    if (siennes.length > 1) {
      const fautive = siennes.some(({ rencontre }) => !mineure(rencontre) && this.#bloque(rencontre.note));
      return fautive ? { texte: UNE_LIGNE } : null;
    }
    if (mineure(siennes[0].rencontre)) return null;
    return this.#retenir([this.note], A_REECRIRE, A_REGARDER);
  }

  // The texts of the bilan, all at once.
  suivreLeBilan(form, garder) {
    const zones = [...form.querySelectorAll("textarea")];
    return zones.map((zone) => this.suivre(zone, garder)).map((suivi) => (suivi.relire(), suivi));
  }

  async retenirLeBilan(form, garder) {
    await this.#patienter();
    return this.#retenir(this.suivreLeBilan(form, garder), DU_BILAN, DOUTE_DU_BILAN);
  }

  // Warnings hold it once, to be seen; then they are the person's to pass over.
  #retenir(suivis, faute, doute) {
    const bloquee = suivis.find((un) => un.relire().some(({ bloque }) => bloque));
    if (bloquee) return { texte: faute, zone: bloquee.zone, cible: "[name=note]" };
    const douteuse = suivis.find((un) => un.nouvelles());
    for (const un of suivis) un.vues();
    return douteuse ? { texte: doute, zone: douteuse.zone, cible: "[name=note]" } : null;
  }

  #bloque = (texte) => this.examiner(texte).some(({ bloque }) => bloque);

  async #preparer() {
    const { libelles, ...listes } = adresses(this.modele.dataset);
    try {
      const [lues, dites] = await Promise.all([chargerListes(listes), fetch(libelles).then((une) => une.json())]);
      Object.assign(this, { listes: lues, libelles: dites });
    } catch {
      this.absentes = true;
    }
    for (const un of this.#suivis.values()) un.relire();
  }

  #patienter() {
    return Promise.race([this.pretes, new Promise((passer) => setTimeout(passer, PATIENCE))]);
  }
}

// data-liste-regles → regles.
function adresses(dataset) {
  const siennes = Object.entries(dataset).filter(([nom]) => /^liste[A-Z]/.test(nom));
  return Object.fromEntries(siennes.map(([nom, adresse]) => [nom.slice("liste".length).toLowerCase(), adresse]));
}
