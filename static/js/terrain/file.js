// The waiting queue: what was saved and is not acknowledged yet. The page owns it.
//
// An entry is {rang, element, fige, equipe, jetons}: frozen once in an envelope, and never sent but
// for the équipe it was written in. `jetons`, {empreinte: token}, is what its cards are shown again
// from: it never leaves, and goes with the entry.

import { pleine } from "./garde.js";

const ATTENTE = "attente";
const GARDENT = new Set(["reessayer"]);

export class File extends EventTarget {
  constructor(base) {
    super();
    this.base = base;
    base.addEventListener("change", ({ detail }) => {
      if (detail.includes(ATTENTE)) this.dispatchEvent(new Event("change"));
    });
  }

  // In the order in which they were saved.
  entrees() {
    return this.base.lire([ATTENTE], (tx) => tx.objectStore(ATTENTE).getAll());
  }

  async enAttente() {
    return (await this.entrees()).map(({ element }) => element);
  }

  // The last waiting version of a record, if any.
  async version(id) {
    return (await this.enAttente()).findLast((element) => element.id === id);
  }

  async derniere(tx, id) {
    return (await tx.objectStore(ATTENTE).getAll()).findLast(({ element }) => element.id === id);
  }

  async premiere(tx, id) {
    return (await tx.objectStore(ATTENTE).getAll()).find(({ element }) => element.id === id);
  }

  // A version never put in an envelope is amended in place; a frozen one is followed by the next.
  async poser(tx, element, equipe, derniere, jetons = {}) {
    const amendable = derniere && !derniere.fige && derniere.equipe === equipe;
    const place = amendable ? { rang: derniere.rang } : {};
    await tx.objectStore(ATTENTE).put({ ...place, element, fige: false, equipe, jetons });
  }

  // The next elements to send, one version a record, frozen from now on; `sauf`, those that
  // were answered just now and must wait.
  prendre(maximum, equipe, sauf = new Set()) {
    return this.#figer((entrees) => {
      const premieres = new Map();
      for (const entree of entrees) {
        const { id } = entree.element;
        if (entree.equipe === equipe && !premieres.has(id) && !sauf.has(id)) premieres.set(id, entree);
      }
      return [...premieres.values()].slice(0, maximum);
    });
  }

  // All that waits for an équipe, frozen: it may reach the server by another way.
  exporter(equipe) {
    return this.#figer((entrees) => entrees.filter((entree) => entree.equipe === equipe));
  }

  // A full tablet cannot write that they are frozen, nor the edit that would matter to.
  async #figer(choisir) {
    const prendre = async (tx) => choisir(await tx.objectStore(ATTENTE).getAll());
    const figees = this.base.ecrire([ATTENTE], async (tx) => {
      const prises = await prendre(tx);
      for (const entree of prises.filter(({ fige }) => !fige)) {
        await tx.objectStore(ATTENTE).put({ ...entree, fige: true });
      }
      return prises;
    });
    const prises = await figees.catch((erreur) => {
      if (!pleine(erreur)) throw erreur;
      return this.base.lire([ATTENTE], prendre);
    });
    return prises.map(({ element }) => element);
  }

  // Only what is acknowledged by id *and* empreinte leaves.
  async acquitter(tx, verdicts) {
    const rendus = new Set(
      verdicts.filter(({ verdict }) => !GARDENT.has(verdict)).map((v) => `${v.id} ${v.empreinte}`),
    );
    const magasin = tx.objectStore(ATTENTE);
    for (const { rang, element } of await magasin.getAll()) {
      if (rendus.has(`${element.id} ${element.empreinte}`)) await magasin.delete(rang);
    }
  }

  // Undone before it left: true when the tablet alone knew of it.
  async retirer(tx, id) {
    const { fige = true } = (await this.premiere(tx, id)) ?? {};
    if (!fige) await this.oublier(tx, id);
    return !fige;
  }

  async oublier(tx, id) {
    const magasin = tx.objectStore(ATTENTE);
    for (const { rang, element } of await magasin.getAll()) {
      if (element.id === id) await magasin.delete(rang);
    }
  }

  // The first waiting version replaces `empreinte` from now on. What names a version is its
  // content: said of what it replaces, the server hears the same record.
  async rebaser(tx, id, empreinte) {
    const premiere = await this.premiere(tx, id);
    if (!premiere) return false;
    const element = { ...premiere.element, remplace: empreinte };
    await tx.objectStore(ATTENTE).put({ ...premiere, element });
    return true;
  }
}
