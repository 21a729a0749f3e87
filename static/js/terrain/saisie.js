// Telling a rencontre: the draft, « Enregistrer, puis suivante », and the gestures beside.

import { enDonnees, enRencontre } from "./contrat.js";
import { LONGUEUR_NOTE, commeLaPrecedente, longueur, touchee } from "./rencontre.js";

const REBOND = 800; // ms: a second tap on an empty form so soon is the same tap

export class Saisie {
  #brouillon = null;
  #occupe = false;
  #enregistree = -Infinity;

  constructor(parties) {
    Object.assign(this, parties);
    this.formulaire.addEventListener("change", ({ detail }) => this.#changer(detail));
    this.contexte.addEventListener("change", () => this.#poserQuestions());
  }

  async ouvrir() {
    const { rencontre, reprise } = await this.brouillon.ouvrir();
    this.#commencer({ rencontre: this.formulaire.reprendreLesTaps(rencontre), reprise });
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
    } catch {
      this.message.dire("La tablette n’a plus de place : la rencontre reste à l’écran, rien n’est perdu. Libérer de la place, puis enregistrer à nouveau.", "erreur");
    } finally {
      this.#occupe = false;
    }
  }

  async nePasNoter() {
    if (!this.exiger()) return;
    if (!this.#brouillon.reprise) await this.compteurs.compter("passages", 1);
    await this.#suivante();
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
  reprendre(id, { sortie, halte, questions_posees = [], ...donnees }) {
    const reprise = { sortie, halte, questions: questions_posees };
    this.#commencer({ rencontre: enRencontre(id, donnees), reprise });
    this.#brouillonGarde();
  }

  async abandonner() {
    await this.#suivante();
  }

  #commencer(brouillon) {
    this.#brouillon = brouillon;
    const reprise = Boolean(brouillon.reprise);
    this.titre.textContent = reprise ? "Modifier la rencontre" : "Nouvelle rencontre";
    this.formulaire.montrer(brouillon.rencontre, reprise);
    this.#poserQuestions();
    this.partenaires.montrer(brouillon.rencontre);
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
    this.brouillon.garder(this.#brouillon).catch(() => this.message.dire("La tablette ne garde plus le brouillon : enregistrer sans attendre.", "erreur"));
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
    await this.registre.noter("rencontre", rencontre.id, donnees);
    await this.memoire.ecrire("precedente", { besoins: rencontre.besoins });
  }

  async #suivante() {
    this.#enregistree = performance.now();
    this.#commencer(await this.brouillon.recommencer());
    const { form } = this.formulaire;
    form.querySelector("details[data-preciser]").open = false;
    form.querySelector("[data-deplie][aria-expanded=true]")?.click();
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
