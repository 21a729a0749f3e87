// Passages and refus: one running total a halte and a tablet, replaced at each tap.

import { enFile } from "./memoire.js";

const MAXIMUM = 999;
const PAS_GARDE = "Ce compte n’a pas pu être gardé : le refaire, ou libérer de la place depuis « La tablette ».";
const VIDES = { passages: 0, refus: 0 };

// A whole number from 0 to 999, whatever was typed.
export function borne(valeur) {
  const nombre = Math.trunc(Number(valeur)) || 0;
  return Math.min(MAXIMUM, Math.max(0, nombre));
}

export class Compteurs {
  #tour = enFile();
  #totaux = VIDES;

  constructor(racine, { contexte, copies, registre, message, exiger }) {
    Object.assign(this, { racine, contexte, copies, registre, message, exiger });
    racine.addEventListener("click", ({ target }) => this.#tap(target.closest("[data-pas]")));
    racine.addEventListener("change", ({ target }) => this.#tape(target));
    contexte.addEventListener("change", () => this.montrer());
  }

  // Resolves when the tablet holds the new total, of the halte where we stand unless told.
  compter(nom, pas, ailleurs = null) {
    return this.#tour(async () => {
      const halte = ailleurs ?? (await this.contexte.halteOuNouvelle());
      const copie = await this.#copie(halte);
      const totaux = { ...VIDES, ...this.#lus(copie) };
      await this.#garder(halte, copie, { ...totaux, [nom]: borne(totaux[nom] + pas) });
    });
  }

  async montrer() {
    const halte = this.contexte.halte?.id;
    this.#totaux = { ...VIDES, ...this.#lus(halte && (await this.#copie(halte))) };
    for (const champ of this.racine.querySelectorAll("input")) {
      if (champ !== document.activeElement) champ.value = this.#totaux[champ.name];
    }
    for (const bouton of this.racine.querySelectorAll('[data-pas="-1"]')) {
      bouton.disabled = this.#totaux[bouton.dataset.compteur] === 0;
    }
  }

  #tap(bouton) {
    if (!bouton || !this.exiger()) return;
    this.#compter(bouton.dataset.compteur, Number(bouton.dataset.pas));
  }

  #tape(champ) {
    if (!this.exiger()) return;
    champ.value = borne(champ.value);
    this.#compter(champ.name, borne(champ.value) - this.#totaux[champ.name]);
  }

  // What was not kept is not shown as if it were.
  #compter(nom, pas) {
    return this.compter(nom, pas).catch(() => {
      this.message.dire(PAS_GARDE, "erreur");
      return this.montrer();
    });
  }

  async #copie(halte) {
    return (await this.copies.du("passages")).find((copie) => copie.donnees.halte === halte);
  }

  #lus(copie) {
    return copie ? { passages: copie.donnees.passages, refus: copie.donnees.refus } : {};
  }

  async #garder(halte, copie, totaux) {
    await this.registre.noter("passages", copie?.id ?? crypto.randomUUID(), { halte, ...totaux });
    await this.montrer();
  }
}
