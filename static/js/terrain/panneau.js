// Under a text being typed: each passage that may say who somebody is, and what to do with it in
// one tap. In the text itself, the same passages are underlined by a sheet laid behind it.

import { dessinerPassage, surligner } from "./dessin_passages.js";
import { admettre, decouper, enSuspens, estUnNom, mots, remplacer } from "./passages.js";

const DELAI = 350; // ms after the last key
const SANS_LISTES = "La vérification n’est pas sur la tablette : le serveur regardera ce texte à son arrivée.";
const A_REECRIRE = "À réécrire avant d’enregistrer :";
const DOUTE = "Est-ce une personne ?";
const A_REGARDER = "Faut-il vraiment le dire ?";
const FINI = "Regardé : plus rien dans ce texte.";

export class Passages {
  reperes = [];
  #lu = null; // the text and the answers they are of
  #vus = new Set(); // the words shown when saving
  #repondu = false;
  #defaire; // the last gesture
  #attente = null;

  constructor(zone, { notes, admis, admettre: garder }) {
    Object.assign(this, { zone, notes, admis, garder });
    this.fond = zone.parentElement.querySelector("[data-fond]");
    this.panneau = notes.panneau();
    this.liste = this.panneau.querySelector("ul");
    this.dit = this.panneau.querySelector("[role=status]");
    this.revenir = this.panneau.querySelector("[data-revenir]");
    const label = zone.closest("label");
    (label.parentElement.querySelector("[data-compteur-note]") ?? label).after(this.panneau);
    // Before the form tells the draft of it.
    zone.addEventListener("input", () => this.#bientot(), { capture: true });
    zone.addEventListener("scroll", () => (this.fond.scrollTop = zone.scrollTop));
    this.revenir.addEventListener("click", () => this.#defaire());
    this.relire();
  }

  // The passages left to answer, drawn anew when the text or the answers changed.
  relire() {
    clearTimeout(this.#attente);
    this.#attente = null;
    const { value } = this.zone;
    const lu = JSON.stringify([value, this.admis(), Boolean(this.notes.listes), this.notes.absentes]);
    if (lu === this.#lu) return this.reperes;
    this.#lu = lu;
    this.reperes = enSuspens(value, this.notes.examiner(value), this.admis());
    this.#dessiner(value);
    return this.reperes;
  }

  // Another text may be there; one being typed waits for its pause.
  rattraper() {
    if (!this.#attente) this.relire();
  }

  // Whether there is one that was not on screen the last time.
  nouvelles() {
    return this.reperes.some((repere) => !this.#vus.has(mots(this.zone.value, repere)));
  }

  vues() {
    this.#vus = new Set(this.reperes.map((repere) => mots(this.zone.value, repere)));
  }

  // What was underlined is no longer where it was.
  #bientot() {
    this.#lu = null;
    this.#repondu = false;
    this.revenir.hidden = true;
    surligner(this.fond, []);
    clearTimeout(this.#attente);
    this.#attente = setTimeout(() => this.relire(), DELAI);
  }

  #dessiner(texte) {
    surligner(this.fond, decouper(texte, this.reperes));
    this.fond.scrollTop = this.zone.scrollTop;
    const { notes } = this;
    const bloquants = this.reperes.filter((repere) => repere.bloque);
    // One thing at a time: what must go, then what is asked about.
    this.liste.replaceChildren(...(bloquants.length ? bloquants : this.reperes).map((repere) => {
      const passage = mots(texte, repere);
      return dessinerPassage(repere, passage, notes.libelle(repere.regle), {
        remplacer: (par) => this.#remplacer(repere, passage, par),
        proposer: () => this.#proposer(passage),
        admettre: () => this.#admettre(passage),
      });
    }));
    const bloque = bloquants.length > 0;
    this.zone.toggleAttribute("aria-invalid", bloque);
    if (bloque) this.zone.setAttribute("aria-invalid", "true");
    this.#dire(bloque);
  }

  // Said again by a screen reader only when it changes.
  #dire(bloque) {
    let phrase = bloque ? A_REECRIRE : this.reperes.some(estUnNom) ? DOUTE : A_REGARDER;
    if (!this.reperes.length) phrase = this.#repondu ? FINI : "";
    if (this.notes.absentes && this.zone.value) phrase = SANS_LISTES;
    if (this.dit.textContent !== phrase) this.dit.textContent = phrase;
    this.panneau.dataset.niveau = bloque ? "bloque" : this.reperes.length ? "doute" : "rien";
    this.panneau.hidden = !phrase && this.revenir.hidden;
  }

  #remplacer(repere, passage, par) {
    const avant = this.zone.value;
    if (mots(avant, repere) !== passage) return this.relire(); // typed since
    this.#ecrire(remplacer(avant, repere, par));
    this.#offrir("Annuler le remplacement", () => this.#ecrire(avant));
  }

  // A finger lands beside.
  #offrir(dit, defaire) {
    this.#defaire = defaire;
    this.revenir.textContent = dit;
    this.revenir.hidden = this.panneau.hidden = false;
  }

  // As if it had been typed: the draft follows.
  #ecrire(texte) {
    this.zone.value = texte;
    this.zone.dispatchEvent(new Event("input", { bubbles: true }));
    this.#repondre();
  }

  async #proposer(passage) {
    if (await this.notes.proposer(passage.trim()).catch(() => false)) this.#admettre(passage);
  }

  #admettre(passage) {
    const avant = this.admis();
    this.garder(admettre(avant, passage));
    this.#repondre();
    this.#offrir("Annuler la réponse", () => {
      this.revenir.hidden = true;
      this.garder(avant);
      this.#repondre();
    });
  }

  // One goes on with the next passage; after the last, nothing calls the keyboard up.
  #repondre() {
    this.#repondu = true;
    this.#lu = null;
    this.relire();
    (this.liste.querySelector("button") ?? this.dit).focus({ preventScroll: true });
  }
}
