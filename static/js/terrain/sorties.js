// The sheet of the sortie: take one of the équipe's, or open one that nobody planned.

import {
  boutonPuce,
  creneau,
  fermer,
  ilYA,
  jourEnClair,
  nomDeSortie,
  puce,
  remplir,
  surOuverture,
} from "./noyau.js";

const JOURS = [0, 1, 2, 3, 4, 5, 6];

export class Sorties {
  constructor(contexte, referentiel) {
    Object.assign(this, { contexte, referentiel });
    this.feuillet = surOuverture("sortie", () => this.montrer());
    this.form = this.feuillet.querySelector("form");
    this.#liste("sorties").addEventListener("click", ({ target }) => this.#choisir(target));
    this.form.addEventListener("submit", (envoi) => this.#creer(envoi));
  }

  montrer() {
    const sorties = this.contexte.sorties();
    remplir(this.#liste("sorties"), sorties.map((sortie) =>
      boutonPuce({
        valeur: sortie.id,
        texte: nomDeSortie(sortie, this.referentiel),
        detail: jourEnClair(sortie.date),
        presse: sortie.id === this.contexte.choix.sortie,
      }),
    ));
    remplir(this.#liste("jours"), JOURS.map((rang) => ilYA(rang)).map((jour, rang) =>
      puce({ nom: "date", valeur: jour, texte: jourEnClair(jour), coche: rang === 0 }),
    ));
    remplir(this.#liste("quartiers"), this.referentiel.liste("quartiers").map(({ id, nom }) =>
      puce({ nom: "quartier", valeur: id, texte: nom }),
    ));
    this.form.elements.creneau.value = creneau();
    this.feuillet.querySelector("details").open = sorties.length === 0;
  }

  #liste(nom) {
    return this.feuillet.querySelector(`[data-liste=${nom}]`);
  }

  async #choisir(cible) {
    const bouton = cible.closest("button");
    if (!bouton) return;
    await this.contexte.choisir({ sortie: bouton.value });
    fermer("sortie");
  }

  async #creer(envoi) {
    envoi.preventDefault();
    const { date, creneau: moment, quartier } = Object.fromEntries(new FormData(this.form));
    const auteur = this.contexte.choix.auteur;
    this.feuillet.querySelector("[data-faute]").hidden = Boolean(quartier);
    if (!quartier) return;
    const equipage = auteur ? [auteur] : [];
    const fiche = { id: crypto.randomUUID(), date, creneau: moment, quartier, equipage };
    await this.contexte.poser("sortie", { ...fiche, statut: "en_cours" });
    fermer("sortie");
  }
}

// The sheet of the équipage: who writes (one tap), who is on board.
export class Equipage {
  constructor(contexte, referentiel) {
    Object.assign(this, { contexte, referentiel });
    this.feuillet = surOuverture("equipage", () => this.montrer());
    this.auteurs = this.feuillet.querySelector("[data-liste=auteurs]");
    this.bord = this.feuillet.querySelector("[data-liste=bord]");
    this.auteurs.addEventListener("click", ({ target }) => this.#ecrire(target.closest("button")));
    this.feuillet.querySelector("form").addEventListener("submit", (envoi) => this.#garder(envoi));
  }

  montrer() {
    const membres = this.referentiel.liste("membres");
    const { sortie, choix } = this.contexte;
    remplir(this.auteurs, membres.map(({ id, nom }) =>
      boutonPuce({ valeur: id, texte: nom, presse: id === choix.auteur }),
    ));
    remplir(this.bord, (sortie ? membres : []).map(({ id, nom }) => {
      const coche = (sortie.equipage ?? []).includes(id);
      return puce({ genre: "checkbox", nom: "bord", valeur: id, texte: nom, coche });
    }));
  }

  async #ecrire(bouton) {
    if (!bouton) return;
    await this.contexte.choisir({ auteur: bouton.value });
    fermer("equipage");
  }

  async #garder(envoi) {
    envoi.preventDefault();
    const equipage = new FormData(envoi.target).getAll("bord");
    await this.contexte.poser("sortie", { ...this.contexte.sortie, equipage });
    fermer("equipage");
  }
}
