// The drafts: the rencontre on screen, kept at each change, and the sketches to complete.
//
// A draft is {id, rencontre, reprise, esquisse, change}. `reprise` is set when a record already
// logged is mended: where it was met stays. `esquisse`, {numero, sortie, halte, repere}, when it
// is a numbered sketch; saved, it leaves {id, esquisse, faite} until the bilan. One tab holds a
// draft at a time, by a lock, so that two tabs never mix what they write.

import { nouvelle } from "./rencontre.js";

const BROUILLONS = "brouillons";
const verrou = (id) => `medlove-brouillon-${id}`;

export class Brouillons extends EventTarget {
  #tenus = new Map(); // id → what lets go of it

  // `equipe()` is the one the tablet serves now: the drafts of another are not shown to it.
  constructor(base, equipe = () => null, verrous = globalThis.navigator?.locks) {
    super();
    Object.assign(this, { base, equipe, verrous });
    base.addEventListener("change", ({ detail }) => {
      if (detail.includes(BROUILLONS)) this.dispatchEvent(new Event("change"));
    });
  }

  async tous() {
    const lus = await this.base.lire([BROUILLONS], (tx) => tx.objectStore(BROUILLONS).getAll());
    const ici = this.equipe();
    return lus.filter(({ equipe }) => !equipe || equipe === ici);
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

  // As it is now, once this tab holds it; null when another does, or when it is gone. `aussi`:
  // beside those it holds already, and not in their place.
  async prendre(id, { aussi = false } = {}) {
    if (!(await this.#tenir(id))) return null;
    const lu = await this.base.lire([BROUILLONS], (tx) => tx.objectStore(BROUILLONS).get(id));
    if (!lu) this.lacher(id);
    else if (!aussi) this.#neTenirQue(id);
    return lu ?? null;
  }

  lacher(id) {
    this.#tenus.get(id)?.();
    this.#tenus.delete(id);
  }

  // Nothing is written before the first change: an empty form is not a draft.
  async recommencer(rencontre = nouvelle(), reprise = null, esquisse = null) {
    if (!(await this.#tenir(rencontre.id))) return null;
    this.#neTenirQue(rencontre.id);
    return { id: rencontre.id, rencontre, reprise, esquisse };
  }

  garder(brouillon) {
    return this.poser([{ ...brouillon, change: Date.now() }]);
  }

  poser(brouillons) {
    return this.ajouter(() => brouillons);
  }

  // `faire(tous)` gives what to write, from what was there in the same instant.
  ajouter(faire) {
    return this.base.ecrire([BROUILLONS], async (tx) => {
      const magasin = tx.objectStore(BROUILLONS);
      const equipe = this.equipe();
      for (const brouillon of faire(await magasin.getAll())) await magasin.put({ ...brouillon, equipe });
    });
  }

  oublier(ids) {
    return this.base.ecrire([BROUILLONS], async (tx) => {
      for (const id of ids) await tx.objectStore(BROUILLONS).delete(id);
    });
  }

  // Its record is saved, or stays as it was: what was told goes, a sketch leaves its trace.
  clore(tx, { id, esquisse }) {
    const magasin = tx.objectStore(BROUILLONS);
    return esquisse ? magasin.put({ id, esquisse, faite: Date.now(), equipe: this.equipe() }) : magasin.delete(id);
  }

  rendre(brouillon) {
    return this.base.ecrire([BROUILLONS], (tx) => this.clore(tx, brouillon));
  }

  #neTenirQue(id) {
    for (const autre of this.#tenus.keys()) if (autre !== id) this.lacher(autre);
  }

  // True once this tab holds the draft, false when another does.
  #tenir(id) {
    if (this.#tenus.has(id)) return Promise.resolve(true);
    return new Promise((repondre) => {
      const tenir = (lacher) => repondre(Boolean(this.#tenus.set(id, lacher)));
      if (!this.verrous) return tenir(() => {});
      this.verrous.request(verrou(id), { ifAvailable: true }, (accorde) =>
        accorde ? new Promise(tenir) : repondre(false),
      );
    });
  }
}
