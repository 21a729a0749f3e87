// The locks of a browser, for the tabs of one tablet: exclusive, first come first served, and let
// go with the tab that held them.

export class Verrous {
  #tenus = new Map(); // name → the tab
  #files = new Map();
  #morts = new WeakSet();

  // What one tab sees as navigator.locks.
  pour(onglet) {
    return { request: (nom, ...reste) => this.#demander(onglet, nom, reste.at(-1), reste[0]) };
  }

  fermer(onglet) {
    this.#morts.add(onglet);
    for (const [nom, tenant] of this.#tenus) if (tenant === onglet) this.#lacher(nom);
  }

  async #demander(onglet, nom, tache, { ifAvailable = false } = {}) {
    if (this.#tenus.has(nom)) {
      if (ifAvailable) return tache(null);
      await new Promise((tour) => this.#file(nom).push(tour));
      if (this.#morts.has(onglet)) return this.#passer(nom);
    }
    this.#tenus.set(nom, onglet);
    try {
      return await tache({ name: nom });
    } finally {
      if (this.#tenus.get(nom) === onglet) this.#lacher(nom);
    }
  }

  #lacher(nom) {
    this.#tenus.delete(nom);
    this.#file(nom).shift()?.();
  }

  // A tab that died while it waited: its turn is the next one's, and it is never answered.
  #passer(nom) {
    this.#file(nom).shift()?.();
    return new Promise(() => {});
  }

  #file(nom) {
    if (!this.#files.has(nom)) this.#files.set(nom, []);
    return this.#files.get(nom);
  }
}
