// The drafts: the rencontre on screen, kept at each change, and the sketches to complete.
//
// A draft is {id, rencontre, reprise, esquisse, change}. `reprise` is set when a record already
// logged is mended: where it was met stays. `esquisse` when it is a numbered sketch. One tab
// holds it at a time, by a lock, so that two tabs never mix what they write.

import { nouvelle } from "./rencontre.js";

const MAGASIN = "brouillons";
const verrou = (id) => `medlove-brouillon-${id}`;

export class Brouillons extends EventTarget {
  #tenu = { id: null, lacher() {} };

  constructor(base, verrous = globalThis.navigator?.locks) {
    super();
    Object.assign(this, { base, verrous });
    base.addEventListener("change", ({ detail }) => {
      if (detail.includes(MAGASIN)) this.dispatchEvent(new Event("change"));
    });
  }

  tous() {
    return this.base.lire([MAGASIN], (tx) => tx.objectStore(MAGASIN).getAll());
  }

  async esquisses() {
    const esquisses = (await this.tous()).filter(({ esquisse }) => esquisse);
    return esquisses.sort((une, autre) => une.esquisse.numero - autre.esquisse.numero);
  }

  // The draft left last, or a new one. `ailleurs`: another tab holds one of them.
  async ouvrir() {
    const laisses = (await this.tous()).filter(({ change }) => change);
    let ailleurs = false;
    for (const { id } of laisses.sort((un, autre) => autre.change - un.change)) {
      const repris = await this.prendre(id);
      if (repris) return { brouillon: repris, ailleurs };
      ailleurs = true;
    }
    return { brouillon: await this.recommencer(), ailleurs };
  }

  // As it is now, once this tab holds it; null when another does, or when it is gone.
  async prendre(id) {
    const lacher = await this.#tenir(id);
    if (!lacher) return null;
    const lu = await this.base.lire([MAGASIN], (tx) => tx.objectStore(MAGASIN).get(id));
    if (lu) this.#changer(id, lacher);
    else lacher();
    return lu ?? null;
  }

  // Nothing is written before the first change: an empty form is not a draft.
  async recommencer(rencontre = nouvelle(), reprise = null) {
    const lacher = await this.#tenir(rencontre.id);
    if (!lacher) return null;
    this.#changer(rencontre.id, lacher);
    return { id: rencontre.id, rencontre, reprise, esquisse: null };
  }

  garder(brouillon) {
    return this.poser([{ ...brouillon, change: Date.now() }]);
  }

  poser(brouillons) {
    return this.base.ecrire([MAGASIN], async (tx) => {
      for (const brouillon of brouillons) await tx.objectStore(MAGASIN).put(brouillon);
    });
  }

  oublier(ids) {
    return this.base.ecrire([MAGASIN], async (tx) => {
      for (const id of ids) await this.retirer(tx, id);
    });
  }

  retirer(tx, id) {
    return tx.objectStore(MAGASIN).delete(id);
  }

  #changer(id, lacher) {
    if (id !== this.#tenu.id) this.#tenu.lacher();
    this.#tenu = { id, lacher };
  }

  // Resolves with what lets go of the draft, or null when another tab holds it.
  #tenir(id) {
    if (id === this.#tenu.id) return Promise.resolve(this.#tenu.lacher);
    if (!this.verrous) return Promise.resolve(() => {});
    return new Promise((repondre) => {
      this.verrous.request(verrou(id), { ifAvailable: true }, (accorde) =>
        accorde ? new Promise((lacher) => repondre(lacher)) : repondre(null),
      );
    });
  }
}
