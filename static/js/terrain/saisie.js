// Telling a rencontre: the draft, and « Enregistrer, puis suivante ».

import { arriver } from "./dom.js";
import { pasGardee } from "./garde.js";
import { enDonnees, enRencontre } from "./contrat.js";
import { faute, touchee } from "./rencontre.js";
import { retenir } from "./retenue.js";

const REBOND = 800; // ms: a second tap on an empty form so soon is the same tap

export class Saisie extends EventTarget {
  brouillon = null; // what is on screen
  #groupe = null; // the lines told at once, when there are several: see plusieurs.js
  #occupe = false;
  #lignes = () => this.#groupe?.brouillons ?? [this.brouillon];
  #enregistree = -Infinity;

  constructor(parties) {
    super();
    Object.assign(this, parties);
    this.formulaire.addEventListener("change", ({ detail }) => this.#changer(detail));
    this.contexte.addEventListener("change", () => this.#poserQuestions());
  }

  async ouvrir() {
    const { brouillon, ailleurs } = await this.brouillons.ouvrir();
    const rencontre = this.formulaire.reprendreLesTaps(brouillon.rencontre);
    this.#commencer({ ...brouillon, rencontre });
    if (rencontre !== brouillon.rencontre) this.#brouillonGarde();
    if (ailleurs) this.message.dire("Une rencontre commencée est ouverte dans un autre onglet : elle y reste, celle-ci est nouvelle.");
  }

  // What is on screen would be missed.
  get entamee() {
    const { reprise, rencontre } = this.brouillon;
    return Boolean(reprise) || touchee(rencontre);
  }

  // Resolves once the tablet holds the record and the next form is open.
  async enregistrer() {
    if (this.#occupe || this.#rebond() || !this.exiger()) return;
    const manque = this.#lignes().map(({ rencontre }) => faute(rencontre)).find(Boolean);
    if (manque) return this.message.dire(manque.texte, "erreur", manque.cible);
    if (await retenir(this, this.#lignes)) return;
    const lignes = this.#lignes();
    this.#occupe = true;
    try {
      const posees = this.questions.posees(this.formulaire.conditions());
      for (const ligne of lignes) await this.noter(ligne, posees);
      await this.suivante();
      this.message.taire();
    } catch (erreur) {
      this.formulaire.montrer(this.brouillon.rencontre);
      this.message.dire(pasGardee(erreur), "erreur");
    } finally {
      this.#occupe = false;
    }
  }

  // Opens a record already logged; saving it replaces what was sent.
  async reprendre(id, { sortie, halte, questions_posees = [], ...donnees }, esquisse = null) {
    const reprise = { sortie, halte, questions: questions_posees, note: Boolean(donnees.note) };
    if (!donnees.besoins) delete donnees.a_completer; // it is being completed
    const brouillon = await this.brouillons.recommencer(enRencontre(id, donnees), reprise, esquisse);
    if (!brouillon) return this.message.dire("Cette rencontre est déjà ouverte dans un autre onglet.");
    this.prendre(brouillon);
    this.#brouillonGarde();
  }

  // A draft that this tab holds, or what several have in common.
  prendre(brouillon, groupe = null) {
    this.#groupe = groupe;
    this.#commencer(brouillon);
  }

  // The same rencontre, otherwise told than by a tap.
  changer(rencontre) {
    this.formulaire.montrer(rencontre);
    this.#changer(rencontre);
  }

  // After a line the next one, else a blank form.
  async suivante() {
    this.#enregistree = performance.now();
    const suite = await this.suite?.(this.brouillon);
    this.prendre(suite ?? (await this.brouillons.recommencer()));
    this.formulaire.replier();
    this.accueillir();
  }

  accueillir() {
    arriver(this.titre);
  }

  // Resolves when the tablet holds the record and the draft is gone, both or neither.
  noter(brouillon, questions = []) {
    const { id, rencontre, reprise, esquisse, jetons } = brouillon;
    const { sortie, halte } = reprise ?? esquisse ?? this.contexte.choix;
    const autour = { sortie, halte, questions, domaine: this.formulaire.domaine, reprise };
    const donnees = enDonnees(rencontre, autour);
    const avec = (tx) => {
      if (rencontre.besoins.length) tx.objectStore("meta").put({ besoins: rencontre.besoins }, "precedente");
      return this.brouillons.clore(tx, brouillon);
    };
    return this.registre.noter("rencontre", id, donnees, { avec, jetons });
  }

  #commencer(brouillon) {
    this.brouillon = brouillon;
    const reprise = Boolean(brouillon.reprise);
    this.titre.textContent = this.#groupe?.titre ?? (reprise ? "Modifier la rencontre" : titre(brouillon));
    this.formulaire.montrer(brouillon.rencontre, reprise);
    this.#poserQuestions();
    this.dispatchEvent(new Event("change"));
  }

  #poserQuestions() {
    if (!this.brouillon) return;
    const { rencontre, reprise } = this.brouillon;
    const epinglees = this.contexte.sortie?.questions;
    const deja = this.#groupe ? (epinglees ?? []) : reprise?.questions; // none is drawn for several
    this.questions.placer(rencontre.id, epinglees, deja);
    this.questions.montrer(this.formulaire.conditions());
  }

  // With what is told of it beside its taps.
  completer(part) {
    this.brouillon = { ...this.brouillon, ...part };
    this.#brouillonGarde();
  }

  // A tap in the middle of a save would be neither in it nor after it: the page is drawn anew.
  #changer(rencontre) {
    if (this.#occupe) return;
    this.completer({ rencontre });
    this.questions.montrer(this.formulaire.conditions());
    if (rencontre.besoins.length) this.message.taire();
  }

  #brouillonGarde() {
    this.dispatchEvent(new Event("change"));
    (this.#groupe ?? this.brouillons).garder(this.brouillon).catch(() => this.message.dire("La tablette ne garde plus le brouillon : enregistrer sans attendre.", "erreur"));
  }

  #rebond() {
    return !touchee(this.brouillon.rencontre) && performance.now() - this.#enregistree < REBOND;
  }
}

const titre = ({ esquisse }) => (esquisse ? `Ligne ${esquisse.numero}` : "Nouvelle rencontre");
