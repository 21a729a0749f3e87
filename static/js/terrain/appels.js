// « Un coup de fil à un ami »: who may be called, one tap to call, two to say what came of it.

import { boutonPuce, illustrer, jourIso, surOuverture } from "./noyau.js";
import { sortirLaReserve } from "./reserve.js";

const ISSUES = [["oui", "Oui", true], ["non", "Non", false], ["pas_encore", "Pas encore", null]];
const DITES = new Map([[true, "débloqué"], [false, "pas débloqué"], [null, "pas encore débloqué"]]);

const PAS_GARDE = "L’appel n’a pas pu être gardé : toucher à nouveau la réponse, ou exporter ce qui attend depuis « La tablette ».";

export async function ouvrirLesAppels(parties) {
  await sortirLaReserve();
  return new Appels(parties);
}

class Appels {
  #enMain = new Map(); // professionnel → the call that an answer tells: {id, donnees}

  constructor(parties) {
    Object.assign(this, parties);
    this.feuillet = surOuverture("appels", () => this.montrer());
    this.liste = this.feuillet.querySelector("[data-liste]");
    this.liste.addEventListener("click", ({ target }) => this.#tap(target.closest("button")));
  }

  // The last call of the day to each is shown as it was told: it can be told again.
  async montrer() {
    const professionnels = this.referentiel.liste("professionnels");
    this.feuillet.querySelector("[data-vide]").hidden = professionnels.length > 0;
    this.#enMain.clear();
    for (const { id, jour, donnees, rang } of (await this.copies.du("appel")).sort((un, autre) => un.rang - autre.rang)) {
      if (jour === jourIso()) this.#enMain.set(donnees.professionnel, { id, donnees, rang });
    }
    this.liste.replaceChildren(...professionnels.map((un) => this.#fiche(un)));
  }

  #fiche({ id, nom, telephone, metier, structure, sujet, quand }) {
    const fiche = this.feuillet.querySelector("template").content.cloneNode(true);
    illustrer(fiche);
    const dire = (place, texte = "") => {
      fiche.querySelector(`[data-ami-${place}]`).textContent = texte;
    };
    dire("nom", nom);
    dire("qui", [metier, structure].filter(Boolean).join(", "));
    dire("sujet", sujet);
    dire("quand", quand);
    const appel = fiche.querySelector("a");
    appel.href = `tel:${telephone.replace(/[^+\d]/g, "")}`;
    appel.querySelector("span").textContent = telephone;
    appel.setAttribute("aria-label", `Appeler ${nom}, ${telephone}`);
    fiche.querySelector("[data-appele]").setAttribute("aria-label", `Appelé : ${nom}`);
    fiche.querySelector("li").dataset.id = id;
    this.#montrerLaSuite(fiche, id);
    return fiche;
  }

  #montrerLaSuite(fiche, id) {
    const { donnees } = this.#enMain.get(id) ?? {};
    const suite = fiche.querySelector("[data-suite]");
    suite.hidden = !this.#enMain.has(id);
    fiche.querySelector("[data-appele] span").textContent = donnees ? "Un autre appel" : "Appelé";
    fiche.querySelector("[data-issues]").replaceChildren(...ISSUES.map(([valeur, texte, debloque]) =>
      boutonPuce({ valeur, texte, presse: donnees?.debloque === debloque }),
    ));
    fiche.querySelector("[data-note]").textContent = donnees ? `Noté sur la tablette : ${DITES.get(donnees.debloque)}.` : "";
  }

  async #tap(bouton) {
    const fiche = bouton?.closest("li");
    if (!fiche) return;
    const { id } = fiche.dataset;
    if (bouton.matches("[data-appele]")) {
      this.#enMain.set(id, { id: crypto.randomUUID() });
      this.#montrerLaSuite(fiche, id);
      fiche.querySelector("[data-issues] button").focus();
    } else if (this.exiger()) await this.#noter(fiche, bouton.value);
  }

  async #noter(fiche, valeur) {
    const professionnel = fiche.dataset.id;
    const { id, donnees: avant } = this.#enMain.get(professionnel);
    const [, , debloque] = ISSUES.find(([une]) => une === valeur);
    const donnees = { ...(avant ?? this.#autour()), professionnel, debloque };
    delete donnees.edition; // the registre counts them
    try {
      await this.registre.noter("appel", id, donnees);
    } catch {
      fiche.querySelector("[data-note]").textContent = PAS_GARDE;
      return;
    }
    this.#enMain.set(professionnel, { id, donnees });
    this.#montrerLaSuite(fiche, professionnel);
    fiche.querySelector(`[value=${valeur}]`).focus();
  }

  // A rencontre that is being told may never be saved: a call names only one that was.
  #autour() {
    const { id, reprise } = this.saisie.brouillon;
    return { sortie: this.contexte.choix.sortie, rencontre: reprise ? id : null };
  }
}
