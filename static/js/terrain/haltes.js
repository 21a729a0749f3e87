// The sheet of the halte: say its lieu, move to another, arrive somewhere, leave.

import {
  boutonPuce,
  depart,
  fermer,
  heureEnClair,
  jourIso,
  nomDeHalte,
  presence,
  puce,
  quart,
  remplir,
  surOuverture,
} from "./noyau.js";

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
    const lieux = this.#lieux();
    remplir(this.#un("[data-liste=lieux]"), [
      ...lieux.map(({ id, nom }) => puce({ nom: "lieu", valeur: id, texte: nom })),
      puce({ nom: "lieu", valeur: "", texte: "Sans lieu précis", coche: true }),
    ]);
    // A halte that a first count opened has no lieu yet.
    const aDire = halte && !halte.lieu ? lieux : [];
    remplir(this.#un("[data-liste=lieu]"), aDire.map(({ id, nom }) => boutonPuce({ valeur: id, texte: nom })));
    // Of a halte of today that is not left yet: the hours of the others are told.
    const ici = halte && !halte.depart && this.contexte.sortie?.date === jourIso();
    this.#un("[data-partir]").hidden = !ici;
    this.#un("[data-maintenant]").textContent = heureEnClair(depart(halte?.arrivee));
    this.form.reset();
    this.#horloge("arrivee", this.contexte.sortie?.date === jourIso() ? quart() : "");
    this.#horloge("depart", "");
    this.#un("details").open = !halte;
  }

  // Those of the sortie's quartier first, then the others.
  #lieux() {
    const quartier = this.contexte.sortie?.quartier;
    const ici = (lieu) => Number(lieu.quartier === quartier);
    return [...this.referentiel.liste("lieux")].sort((un, autre) => ici(autre) - ici(un));
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
    const [heure, minutes] = ["heure", "minutes"].map((part) => this.form.elements[`${nom}_${part}`].value);
    return heure ? `${heure}:${minutes || "00"}` : undefined;
  }

  async #tap(bouton) {
    if (bouton?.closest("[data-liste=haltes]")) {
      await this.contexte.choisir({ halte: bouton.value });
      fermer("halte");
    }
    if (bouton?.closest("[data-liste=lieu]")) await this.#completer(this.#place(bouton.value));
    if (bouton?.closest("[data-partir]")) await this.#completer({ depart: depart(this.contexte.halte.arrivee) });
  }

  // The halte where we stand, with what was still to be said of it.
  async #completer(part) {
    if (!this.exiger()) return;
    await this.contexte.poser("halte", { ...this.contexte.halte, ...part });
    fermer("halte");
  }

  // Without a lieu that says it, the quartier is the sortie's.
  #place(id) {
    const lieu = this.referentiel.un("lieux", id);
    return { lieu: lieu?.id ?? null, quartier: lieu?.quartier ?? this.contexte.sortie.quartier };
  }

  async #arriver(envoi) {
    envoi.preventDefault();
    if (!this.exiger()) return;
    const [arrivee, repartis] = [this.#heure("arrivee"), this.#heure("depart")];
    const faute = arrivee && repartis && repartis <= arrivee;
    this.#un("[data-faute]").hidden = !faute;
    if (faute) return;
    const sortie = this.contexte.sortie.id;
    const rang = this.contexte.haltes().length + 1;
    const ici = this.#place(this.form.elements.lieu.value);
    const id = crypto.randomUUID();
    await this.contexte.poser("halte", { id, sortie, rang, ...ici, arrivee, depart: repartis });
    fermer("halte");
  }
}
