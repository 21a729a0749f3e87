// The draft of the rencontre on screen: kept at each change, so that nothing is lost with the tab.

import { nouvelle } from "./rencontre.js";

const CLE = "brouillon";

export class Brouillon {
  #memoire;

  constructor(memoire) {
    this.#memoire = memoire;
  }

  // `reprise` is set when a record already logged is mended: where it was met stays.
  async ouvrir() {
    return (await this.#memoire.lire(CLE)) ?? { rencontre: nouvelle(), reprise: null };
  }

  garder(brouillon) {
    return this.#memoire.ecrire(CLE, brouillon);
  }

  async recommencer() {
    const brouillon = { rencontre: nouvelle(), reprise: null };
    await this.garder(brouillon);
    return brouillon;
  }
}
