// The sheet of the halte: move to another, arrive somewhere, leave.

import { boutonPuce, fermer, puce, remplir, surOuverture } from "./dom.js";
import { nomDeHalte, presence } from "./bandeau.js";
import { heureEnClair, jourIso, quart } from "./horaires.js";

export class Haltes {
  constructor(contexte, referentiel, exiger) {
    Object.assign(this, { contexte, referentiel, exiger });
    this.feuillet = surOuverture("halte", () => this.montrer());
    this.form = this.feuillet.querySelector("form");
    this.feuillet.addEventListener("click", ({ target }) => this.#tap(target.closest("button")));
    this.form.addEventListener("submit", (envoi) => this.#arriver(envoi));
  }

  montrer() {
    const { halte, choix } = this.contexte;
    remplir(this.#un("[data-liste=haltes]"), this.contexte.haltes().map((une) =>
      boutonPuce({
        valeur: une.id,
        texte: nomDeHalte(une, this.referentiel),
        detail: presence(une),
        presse: une.id === choix.halte,
      }),
    ));
    remplir(this.#un("[data-liste=lieux]"), this.#lieux());
    this.#un("[data-partir]").hidden = !halte;
    this.#un("[data-maintenant]").textContent = heureEnClair(quart());
    this.form.reset();
    this.#horloge("arrivee", this.contexte.sortie?.date === jourIso() ? quart() : "");
    this.#horloge("depart", "");
    this.#un("details").open = !halte;
  }

  // Those of the sortie's quartier first, then the others.
  #lieux() {
    const quartier = this.contexte.sortie?.quartier;
    const ici = (lieu) => Number(lieu.quartier === quartier);
    const lieux = [...this.referentiel.liste("lieux")].sort((un, autre) => ici(autre) - ici(un));
    const puces = lieux.map(({ id, nom }) => puce({ nom: "lieu", valeur: id, texte: nom }));
    return [...puces, puce({ nom: "lieu", valeur: "", texte: "Sans lieu précis", coche: true })];
  }

  #un(selecteur) {
    return this.feuillet.querySelector(selecteur);
  }

  #horloge(nom, heure) {
    this.form.elements[`${nom}_heure`].value = heure.slice(0, 2);
    this.form.elements[`${nom}_minutes`].value = heure ? heure.slice(3, 5) : "00";
  }

  // An hour alone is enough: the minutes are then 00.
  #heure(nom) {
    const heure = this.form.elements[`${nom}_heure`].value;
    return heure ? `${heure}:${this.form.elements[`${nom}_minutes`].value || "00"}` : undefined;
  }

  async #tap(bouton) {
    if (bouton?.closest("[data-liste=haltes]")) {
      await this.contexte.choisir({ halte: bouton.value });
      fermer("halte");
    }
    if (bouton?.closest("[data-partir]")) {
      await this.contexte.poser("halte", { ...this.contexte.halte, depart: quart() });
      fermer("halte");
    }
  }

  async #arriver(envoi) {
    envoi.preventDefault();
    if (!this.exiger()) return;
    const [arrivee, depart] = [this.#heure("arrivee"), this.#heure("depart")];
    const faute = arrivee && depart && depart <= arrivee;
    this.#un("[data-faute]").hidden = !faute;
    if (faute) return;
    const lieu = this.referentiel.un("lieux", this.form.elements.lieu.value);
    const { id: sortie, quartier } = this.contexte.sortie;
    const rang = this.contexte.haltes().length + 1;
    const ici = { lieu: lieu?.id ?? null, quartier: lieu?.quartier ?? quartier };
    const id = crypto.randomUUID();
    await this.contexte.poser("halte", { id, sortie, rang, ...ici, arrivee, depart });
    fermer("halte");
  }
}
