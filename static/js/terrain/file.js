// The waiting queue: what was saved and is not acknowledged yet. The page owns it.

import { enFile } from "./memoire.js";

const CLE = "file";
const GARDENT = new Set(["reessayer"]);

export class File extends EventTarget {
  #memoire;
  #tour = enFile();

  constructor(memoire) {
    super();
    this.#memoire = memoire;
  }

  async enAttente() {
    return (await this.#lire()).map((entree) => entree.element);
  }

  // The last waiting version of a record, if any.
  async version(id) {
    return (await this.enAttente()).findLast((element) => element.id === id);
  }

  // A version never put in an envelope is amended in place; a frozen one is followed by the next.
  ajouter(element) {
    return this.#changer((entrees) => {
      const rang = entrees.findLastIndex((entree) => entree.element.id === element.id);
      if (rang < 0 || entrees[rang].fige) return [...entrees, { element, fige: false }];
      const { remplace } = entrees[rang].element;
      return entrees.with(rang, { element: { ...element, remplace }, fige: false });
    });
  }

  // The next elements to send, one version a record, frozen from now on.
  async prendre(maximum) {
    const pris = new Map();
    await this.#changer((entrees) => {
      for (const { element } of entrees) {
        if (pris.size < maximum && !pris.has(element.id)) pris.set(element.id, element);
      }
      return entrees.map((entree) =>
        pris.get(entree.element.id)?.empreinte === entree.element.empreinte
          ? { ...entree, fige: true }
          : entree,
      );
    });
    return [...pris.values()];
  }

  // Only what is acknowledged by id *and* empreinte leaves.
  acquitter(verdicts) {
    const rendus = new Set(
      verdicts.filter(({ verdict }) => !GARDENT.has(verdict)).map((v) => `${v.id} ${v.empreinte}`),
    );
    return this.#changer((entrees) =>
      entrees.filter(({ element }) => !rendus.has(`${element.id} ${element.empreinte}`)),
    );
  }

  #lire() {
    return this.#memoire.lire(CLE, []);
  }

  #changer(transformer) {
    return this.#tour(async () => {
      await this.#memoire.ecrire(CLE, transformer(await this.#lire()));
      this.dispatchEvent(new Event("change"));
    });
  }
}
