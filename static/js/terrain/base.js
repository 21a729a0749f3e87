// The local base of the tablet. A write resolves once it is durable, and not before: nobody
// must believe that something was kept when it was not.

import { openDB } from "../../vendor/idb/index.js";
import { laisserLaPlace } from "./maj.js";

const NOM = "medlove";
// One step a version of the base. A step never empties a store: what waits there is unique.
const MARCHES = [
  (base) => {
    base.createObjectStore("attente", { keyPath: "rang", autoIncrement: true });
    base.createObjectStore("brouillons", { keyPath: "id" });
    base.createObjectStore("copies", { keyPath: "id" });
    base.createObjectStore("meta");
  },
];
// What a browser answers when it closed the base under the page.
const FERMEE = new Set(["InvalidStateError", "AbortError", "UnknownError"]);

export class Base extends EventTarget {
  #ouverture = null;
  #canal = null;
  durable = true;
  neuve = false; // made just now: nothing was there

  constructor(nom = NOM) {
    super();
    this.nom = nom;
    this.#canal = globalThis.BroadcastChannel && new BroadcastChannel(nom);
    this.#canal?.addEventListener("message", ({ data }) => this.#dire(data));
  }

  // Rejects where there is no IndexedDB, or none that may be used.
  ouvrir() {
    this.#ouverture ??= this.#ouvrir().catch((erreur) => {
      this.#ouverture = null;
      throw erreur;
    });
    return this.#ouverture;
  }

  lire(magasins, tache) {
    return this.#faire("readonly", magasins, tache);
  }

  // All of `tache(transaction)` or nothing of it; in it, only the base may be awaited.
  async ecrire(magasins, tache) {
    const rendu = await this.#faire("readwrite", magasins, tache);
    this.#canal?.postMessage(magasins);
    this.#dire(magasins);
    return rendu;
  }

  async fermer() {
    this.#taire();
    (await this.#ouverture)?.close();
  }

  #ouvrir() {
    return openDB(this.nom, MARCHES.length, {
      upgrade: (base, avant) => {
        this.neuve = avant === 0;
        for (const marche of MARCHES.slice(avant)) marche(base);
      },
      // Another tab brings a newer base: this one lets go, hears no more of it, and must be
      // loaded again.
      blocking: (_, __, { target }) => {
        target.close();
        this.#taire();
        this.dispatchEvent(new Event("depassee"));
      },
      blocked: () => this.dispatchEvent(new Event("bloquee")),
    });
  }

  // Opened again, and done again, when the browser closed the base meanwhile.
  async #faire(mode, magasins, tache) {
    try {
      return await this.#essayer(mode, magasins, tache);
    } catch (erreur) {
      if (!FERMEE.has(erreur.name)) throw erreur;
      this.#ouverture = null;
      return this.#essayer(mode, magasins, tache);
    }
  }

  async #essayer(mode, magasins, tache) {
    const transaction = (await this.ouvrir()).transaction(magasins, mode, { durability: "strict" });
    const finie = transaction.done;
    finie.catch(() => {}); // awaited below, or told by what made `tache` fail
    try {
      const rendu = await tache(transaction);
      await finie;
      return rendu;
    } catch (erreur) {
      abandonner(transaction);
      throw erreur;
    }
  }

  #taire() {
    this.#canal?.close();
    this.#canal = null;
  }

  #dire(magasins) {
    this.dispatchEvent(new CustomEvent("change", { detail: magasins }));
  }
}

function abandonner(transaction) {
  try {
    transaction.abort();
  } catch {
    // It was already over.
  }
}

// Where the browser has no base to offer, the page says it and sends at once.
export async function ouvrirLaBase({ message, depassee }) {
  const base = new Base();
  base.addEventListener("depassee", depassee);
  base.addEventListener("bloquee", () => message.dire("Medlové est ouvert ailleurs dans une version plus ancienne : fermer cet autre onglet.", "erreur"));
  try {
    // Once more where the browser stumbled: a base that is there is not given up lightly.
    await base.ouvrir().catch((erreur) => (FERMEE.has(erreur.name) ? base.ouvrir() : Promise.reject(erreur)));
    message.taire();
    return base;
  } catch (erreur) {
    if (erreur.name !== "VersionError") return new (await import("./volatile.js")).Volatile();
    message.dire("Cette page est plus ancienne que ce que garde la tablette : la recharger. Rien n’est perdu.", "erreur");
    laisserLaPlace();
    throw erreur;
  }
}
