// « Au retour »: how many rencontres are to be told, and of which halte.

import { fermer, nomDeHalte, presence, puce, remplir, surOuverture } from "./noyau.js";
import { aRaconter } from "./esquisses.js";

const MAXIMUM = 60;

export class Retour {
  constructor({ lignes, contexte, referentiel, exiger }) {
    Object.assign(this, { lignes, contexte, referentiel, exiger });
    this.feuillet = surOuverture("retour", () => this.montrer());
    this.form = this.feuillet.querySelector("form");
    this.feuillet.addEventListener("click", ({ target }) => this.#pas(target.closest("[data-pas]")));
    this.form.addEventListener("submit", (envoi) => this.#commencer(envoi));
  }

  montrer() {
    const { choix } = this.contexte;
    remplir(this.feuillet.querySelector("[data-liste]"), this.contexte.haltes().map((halte) =>
      puce({
        nom: "halte",
        valeur: halte.id,
        texte: nomDeHalte(halte, this.referentiel),
        detail: presence(halte),
        coche: halte.id === choix.halte,
      }),
    ));
    this.form.reset();
    this.#dire(false);
    const deja = aRaconter(this.lignes.carnet.rangees).length;
    const rue = this.feuillet.querySelector("[data-deja]");
    rue.hidden = deja === 0;
    rue.textContent = deja > 1 ? `En plus des ${deja} lignes déjà là.` : "En plus de la ligne déjà là.";
  }

  get #combien() {
    return Math.min(MAXIMUM, Math.max(0, Math.trunc(Number(this.form.combien.value)) || 0));
  }

  #pas(bouton) {
    if (bouton) this.form.combien.value = Math.min(MAXIMUM, Math.max(1, this.#combien + Number(bouton.dataset.pas)));
  }

  #dire(faute) {
    this.feuillet.querySelector("[data-faute]").hidden = !faute;
    this.form.combien.toggleAttribute("aria-invalid", faute);
  }

  async #commencer(envoi) {
    envoi.preventDefault();
    const combien = this.#combien;
    this.#dire(combien === 0);
    if (!combien || !this.exiger()) return;
    const halte = new FormData(this.form).get("halte") ?? (await this.contexte.halteOuNouvelle());
    if (!(await this.lignes.carnet.esquisser(combien, halte))) return;
    fermer("retour");
    await this.lignes.commencer();
  }
}
