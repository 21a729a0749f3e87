// In place of the base where the browser has none: kept as long as the page, and it says so.

const CLES = { attente: "rang", brouillons: "id", copies: "id" };

export class Volatile extends EventTarget {
  #magasins = Object.fromEntries(["attente", "brouillons", "copies", "meta"].map((nom) => [nom, new Map()]));
  #rang = 0;
  durable = false;
  neuve = true;

  async lire(_, tache) {
    return tache({ objectStore: (nom) => this.#magasin(this.#magasins[nom], nom) });
  }

  // All or nothing, like the true one.
  async ecrire(magasins, tache) {
    const copies = Object.fromEntries(magasins.map((nom) => [nom, new Map(this.#magasins[nom])]));
    const rendu = await tache({ objectStore: (nom) => this.#magasin(copies[nom], nom) });
    Object.assign(this.#magasins, copies);
    this.dispatchEvent(new CustomEvent("change", { detail: magasins }));
    return rendu;
  }

  #magasin(valeurs, nom) {
    return {
      get: async (cle) => structuredClone(valeurs.get(cle)),
      getAllKeys: async () => [...valeurs.keys()],
      getAll: async () => structuredClone([...valeurs.values()]),
      delete: async (cle) => void valeurs.delete(cle),
      put: async (valeur, cle) => {
        const gardee = structuredClone(nom === "attente" ? { rang: (this.#rang += 1), ...valeur } : valeur);
        valeurs.set(cle ?? gardee[CLES[nom]], gardee);
      },
    };
  }
}
