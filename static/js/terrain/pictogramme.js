// The pictogram of the line being told, beside its number, and the sheet where another is chosen.

import { dessiner } from "./bande.js";
import { boutonPuce, fermer, remplir, surOuverture } from "./noyau.js";
import { REPERES } from "./reperes.js";

export class Pictogramme {
  #ligne = null;

  constructor({ saisie }) {
    this.saisie = saisie;
    this.bouton = document.querySelector("#rencontre [data-repere]");
    this.feuillet = surOuverture("reperes", () => this.#proposer());
    this.liste = this.feuillet.querySelector("[data-liste]");
    this.liste.addEventListener("click", ({ target }) => this.#choisir(target.closest("button")));
  }

  // Of no line: nothing is shown.
  montrer(ligne) {
    this.#ligne = ligne;
    this.bouton.hidden = !ligne || Boolean(ligne.faite);
    if (this.bouton.hidden) return;
    const { repere } = ligne.esquisse;
    dessiner(this.bouton.querySelector("svg"), repere);
    this.bouton.querySelector("[data-mot]").textContent = REPERES[repere] ?? "Un repère";
  }

  #proposer() {
    const modele = this.feuillet.querySelector("template").content.firstElementChild;
    remplir(this.liste, Object.entries(REPERES).map(([code, mot]) => {
      const puce = boutonPuce({ valeur: code, texte: mot, presse: code === this.#ligne.esquisse.repere });
      const icone = modele.cloneNode(true);
      dessiner(icone, code);
      puce.prepend(icone);
      return puce;
    }));
  }

  #choisir(bouton) {
    if (!bouton) return;
    const { esquisse } = this.saisie.brouillon;
    this.saisie.completer({ esquisse: { ...esquisse, repere: bouton.value } });
    fermer("reperes");
  }
}
