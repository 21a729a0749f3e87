// Telling a rencontre: the draft, « Enregistrer, puis suivante », and the gestures beside.

import { pasGardee } from "./garde.js";
import { enDonnees, enRencontre } from "./contrat.js";
import { LONGUEUR_NOTE, commeLaPrecedente, longueur, touchee } from "./rencontre.js";

const REBOND = 800; // ms: a second tap on an empty form so soon is the same tap

export class Saisie extends EventTarget {
  #brouillon = null;
  #occupe = false;
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
    const { reprise, rencontre } = this.#brouillon;
    return Boolean(reprise) || touchee(rencontre);
  }

  // Resolves once the tablet holds the record and the next form is open.
  async enregistrer() {
    if (this.#occupe || this.#rebond() || !this.exiger()) return;
    const faute = this.#faute();
    if (faute) return this.message.dire(faute.texte, "erreur", faute.cible);
    this.#occupe = true;
    try {
      await this.#garder();
      await this.#suivante();
      this.message.taire();
    } catch (erreur) {
      this.message.dire(pasGardee(erreur), "erreur");
    } finally {
      this.#occupe = false;
    }
  }

  async nePasNoter() {
    if (!this.exiger()) return;
    if (!this.#brouillon.reprise) await this.compteurs.compter("passages", 1);
    await this.abandonner();
    this.message.dire("Rien n’a été noté de cette rencontre ; un passage de plus est compté.");
  }

  async commeLaPrecedente() {
    const precedente = await this.memoire.lire("precedente");
    if (!precedente) {
      return this.message.dire("Aucune rencontre enregistrée avant celle-ci sur cette tablette.");
    }
    const rencontre = commeLaPrecedente(this.#brouillon.rencontre, precedente);
    this.formulaire.montrer(rencontre);
    this.#changer(rencontre);
  }

  // Opens a record already logged; saving it replaces what was sent.
  async reprendre(id, { sortie, halte, questions_posees = [], ...donnees }) {
    const reprise = { sortie, halte, questions: questions_posees };
    const brouillon = await this.brouillons.recommencer(enRencontre(id, donnees), reprise);
    if (!brouillon) return this.message.dire("Cette rencontre est déjà ouverte dans un autre onglet.");
    this.#commencer(brouillon);
    this.#brouillonGarde();
  }

  async abandonner() {
    await this.brouillons.oublier([this.#brouillon.id]);
    await this.#suivante();
  }

  #commencer(brouillon) {
    this.#brouillon = brouillon;
    const reprise = Boolean(brouillon.reprise);
    this.titre.textContent = reprise ? "Modifier la rencontre" : "Nouvelle rencontre";
    this.formulaire.montrer(brouillon.rencontre, reprise);
    this.#poserQuestions();
    this.partenaires.montrer(brouillon.rencontre);
    this.dispatchEvent(new Event("change"));
  }

  #poserQuestions() {
    if (!this.#brouillon) return;
    const { rencontre, reprise } = this.#brouillon;
    this.questions.placer(rencontre.id, this.contexte.sortie?.questions, reprise?.questions);
    this.questions.montrer(this.formulaire.conditions());
  }

  #changer(rencontre) {
    this.#brouillon = { ...this.#brouillon, rencontre };
    this.#brouillonGarde();
    this.questions.montrer(this.formulaire.conditions());
    this.partenaires.montrer(rencontre);
    if (rencontre.besoins.length) this.message.taire();
  }

  #brouillonGarde() {
    this.dispatchEvent(new Event("change"));
    this.brouillons.garder(this.#brouillon).catch(() => this.message.dire("La tablette ne garde plus le brouillon : enregistrer sans attendre.", "erreur"));
  }

  async #garder() {
    const { rencontre, reprise } = this.#brouillon;
    const { sortie, halte } = reprise ?? this.contexte.choix;
    const donnees = enDonnees(rencontre, {
      sortie,
      halte,
      questions: this.questions.posees(this.formulaire.conditions()),
      domaine: this.formulaire.domaine,
      reprise: Boolean(reprise),
    });
    const avec = (tx) => {
      tx.objectStore("meta").put({ besoins: rencontre.besoins }, "precedente");
      return this.brouillons.retirer(tx, rencontre.id);
    };
    await this.registre.noter("rencontre", rencontre.id, donnees, { avec });
  }

  async #suivante() {
    this.#enregistree = performance.now();
    this.#commencer(await this.brouillons.recommencer());
    this.formulaire.replier();
    this.titre.focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  #rebond() {
    const vierge = !touchee(this.#brouillon.rencontre);
    return vierge && performance.now() - this.#enregistree < REBOND;
  }

  #faute() {
    const { besoins, note } = this.#brouillon.rencontre;
    if (!besoins.length) {
      return { texte: "Choisir au moins un besoin : le reste peut manquer.", cible: "[name=besoin]" };
    }
    const trop = longueur(note) - LONGUEUR_NOTE;
    return trop > 0 ? { texte: `La note est trop longue de ${trop} caractères.`, cible: "[name=note]" } : null;
  }
}
