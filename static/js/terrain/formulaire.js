// The chips of the page and the rencontre they tell: each tap makes the next rencontre.

import { boutonPuce, remplir } from "./dom.js";
import { LONGUEUR_NOTE, cocher, coches, enCours, longueur, mineure } from "./rencontre.js";
import { posee } from "./question.js";

export class Formulaire extends EventTarget {
  geste = cocher; // what a tap makes of the rencontre: several at once have their own
  #rencontre = null;
  #reprise = false;

  constructor(form) {
    super();
    this.form = form;
    this.categories = lireCategories(form);
    form.addEventListener("click", ({ target }) => this.#retap(target));
    form.addEventListener("change", ({ target }) => this.#tap(target));
    form.addEventListener("keydown", (touche) => this.#espace(touche));
    form.note.addEventListener("input", () => this.#note());
  }

  domaine = (categorie) => this.categories.get(categorie)?.domaine;
  libelle = (categorie) => this.categories.get(categorie)?.libelle ?? categorie;

  // Taps made before the modules were there count too.
  reprendreLesTaps(rencontre) {
    const touchees = [...this.form.querySelectorAll("input:checked")];
    return touchees.reduce(
      (suite, { name, value, dataset }) =>
        coches(suite)[name]?.includes(value)
          ? suite
          : cocher(suite, name, value, true, dataset.organisme),
      rencontre,
    );
  }

  montrer(rencontre, reprise = this.#reprise) {
    this.#rencontre = rencontre;
    this.#reprise = reprise;
    this.#listerBesoins();
    const ticked = coches(rencontre);
    for (const entree of this.form.querySelectorAll("input[type=radio], input[type=checkbox]")) {
      entree.checked = ticked[entree.name]?.includes(entree.value) ?? false;
    }
    if (this.form.note.value !== rencontre.note) this.form.note.value = rencontre.note;
    this.#compterNote();
    this.#deplier();
  }

  replier() {
    this.form.querySelector("details[data-preciser]").open = false;
    this.form.querySelector("[data-deplie][aria-expanded=true]")?.click();
  }

  // What only makes sense after another answer: [data-si] names the condition.
  conditions() {
    const r = this.#rencontre;
    const domaines = r.besoins.map(({ categorie }) => this.domaine(categorie));
    const courant = enCours(r) ? [this.domaine(enCours(r).categorie)] : [];
    const frequentation = r.champs.frequentation_lieux;
    return {
      domaines,
      frequentation,
      besoin: courant.length > 0,
      plusieurs: r.besoins.length > 1,
      orientation: enCours(r)?.reponse === "orientation",
      non_recours: posee("non_recours", { domaines: courant }),
      exigences: posee("exigences", { domaines: courant }),
      raison: posee("raison", { frequentation }) || Boolean(r.champs.raison),
      mineure: mineure(r),
      majeure: !mineure(r),
      reprise: this.#reprise,
    };
  }

  #deplier() {
    const conditions = this.conditions();
    for (const element of this.form.querySelectorAll("[data-si]")) {
      element.hidden = !conditions[element.dataset.si];
    }
  }

  // With several besoins, the answers below are those of the one pressed here.
  #listerBesoins() {
    const { besoins, courant } = this.#rencontre;
    const boutons = besoins.map(({ id, categorie, reponse }) =>
      boutonPuce({
        valeur: id,
        texte: this.libelle(categorie),
        detail: this.#libelleReponse(reponse),
        presse: id === courant,
      }),
    );
    remplir(this.form.querySelector("[data-liste=courant]"), boutons);
  }

  #libelleReponse(code) {
    const entree = this.form.querySelector(`[name=reponse][value="${code}"]`);
    return entree ? entree.closest("label").textContent.trim() : "réponse à dire";
  }

  #retap(cible) {
    const bouton = cible.closest("[data-liste=courant] button");
    if (bouton) this.#changer("courant", bouton.value, true);
    // A second tap on the chosen chip takes it back: radio buttons do not do that by themselves.
    const reprise = cible.type === "radio" && coches(this.#rencontre)[cible.name]?.includes(cible.value);
    if (reprise) this.#changer(cible.name, cible.value, false);
  }

  // Browsers make no click of a space on a radio button already chosen.
  #espace(touche) {
    if (touche.key !== " " || touche.target.type !== "radio" || !touche.target.checked) return;
    touche.preventDefault();
    this.#retap(touche.target);
  }

  #tap({ name, value, checked, dataset }) {
    if (name in coches(this.#rencontre)) this.#changer(name, value, checked, dataset.organisme);
  }

  #note() {
    this.#annoncer({ ...this.#rencontre, note: this.form.note.value });
    this.#compterNote();
  }

  #compterNote() {
    const compteur = this.form.querySelector("[data-compteur-note]");
    compteur.textContent = `${longueur(this.form.note.value)} / ${LONGUEUR_NOTE}`;
  }

  #changer(nom, valeur, oui, organisme) {
    this.#annoncer(this.geste(this.#rencontre, nom, valeur, oui, organisme));
    this.montrer(this.#rencontre);
  }

  #annoncer(rencontre) {
    this.#rencontre = rencontre;
    this.dispatchEvent(new CustomEvent("change", { detail: rencontre }));
  }
}

function lireCategories(form) {
  const entrees = [...form.querySelectorAll("[name=besoin]")].reverse(); // the first chips speak last
  return new Map(
    entrees.map((entree) => [
      entree.value,
      { domaine: entree.dataset.domaine, libelle: entree.closest("label").textContent.trim() },
    ]),
  );
}
