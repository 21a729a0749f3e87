// « Toujours exact ? »: one answer a day and a partenaire, which another replaces.

import { jourIso } from "./noyau.js";

export class Verifications {
  #dites = new Map(); // partenaire → {id, exact}

  constructor({ registre, copies }) {
    Object.assign(this, { registre, copies });
    this.#relire();
    copies.addEventListener("change", () => this.#relire());
  }

  // true, false, or undefined when nothing was said today on this tablet.
  du(partenaire) {
    return this.#dites.get(partenaire)?.exact;
  }

  async dire(partenaire, exact) {
    const { id = crypto.randomUUID(), exact: avant } = this.#dites.get(partenaire) ?? {};
    if (avant === exact) return;
    this.#dites.set(partenaire, { id, exact });
    try {
      await this.registre.noter("verification", id, { partenaire, exact });
    } catch (erreur) {
      this.#dites.set(partenaire, { id, exact: avant }); // to be said again
      throw erreur;
    }
  }

  async #relire() {
    for (const { id, jour, donnees } of await this.copies.du("verification")) {
      if (jour === jourIso()) this.#dites.set(donnees.partenaire, { id, exact: donnees.exact });
    }
  }
}
