// Sending: lots of 25 at most, one flusher for all tabs, never a record dropped without a verdict.

import { Echec } from "./reseau.js";

const TAILLE = 25;
const ATTENTE_MAX = 300;
const HEURE = 3_600_000;

// Exponential, with jitter, never past five minutes; what the server asks comes first.
export function attente(essais, demandee, hasard = Math.random) {
  return demandee ?? Math.min(ATTENTE_MAX, 2 ** essais) * (0.5 + hasard() / 2);
}

export class Envoi extends EventTarget {
  #essais = 0;
  #minuterie = null;
  #cours = null;
  #encore = false;
  #compare = -Infinity; // when the server was last compared with, if nothing failed since
  #pasAvant = -Infinity; // what the server asked, and what is sent by itself then waits
  #taille = TAILLE; // smaller on a network that carries little

  // `poster(elements, equipe)` gives verdicts, `recevoir(verdicts)` keeps them, `comparer()`
  // comes before the first lot, every hour, and before the next after a failure: the server
  // that answers then may be one restored.
  constructor({ file, equipe, poster, recevoir, comparer, verrous = globalThis.navigator?.locks }) {
    super();
    Object.assign(this, { file, equipe, poster, recevoir, comparer, verrous });
  }

  get enCours() {
    return this.#cours !== null;
  }

  // Sends until nothing can leave any more. Called again meanwhile, goes round once more.
  // `presse`: somebody asks, or the time has come.
  async vider({ presse = false } = {}) {
    if (!presse && performance.now() < this.#pasAvant) return;
    if (this.#cours) this.#encore = true;
    else this.#cours = this.#sousVerrou(() => this.#tours()).finally(() => (this.#cours = null));
    return this.#cours;
  }

  // No attempt by itself until the next call.
  arreter() {
    clearTimeout(this.#minuterie);
  }

  async #tours() {
    this.arreter();
    do {
      this.#encore = false;
      try {
        await this.#comparer();
        await this.#lots();
      } catch (echec) {
        this.#reprendre(echec);
      }
    } while (this.#encore);
  }

  // What waits for a reference lets the others pass.
  async #lots() {
    const remis = new Set();
    while (await this.#unLot(remis));
    if (remis.size) throw new Echec("reessayer");
  }

  // A server that cannot compare, or a network that carries little, still lets lots through.
  async #comparer() {
    if (performance.now() - this.#compare < HEURE) return;
    try {
      await this.comparer();
      this.#compare = performance.now();
    } catch (echec) {
      if (["refus", "occupe"].includes(echec.nature)) throw echec;
    }
  }

  async #unLot(remis) {
    const equipe = this.equipe();
    // Off line, so the browser says: what waits can be undone until the server answers.
    if (globalThis.navigator?.onLine === false && (await this.file.entrees()).length) await this.poster([], equipe);
    const lot = await this.file.prendre(this.#taille, equipe, remis);
    if (!lot.length) return false;
    this.#dire("depart");
    const verdicts = await this.poster(lot, equipe).catch((echec) => {
      if (["trop_gros", "reseau"].includes(echec.nature)) this.#taille = Math.ceil(lot.length / 2);
      if (echec.nature === "trop_gros" && lot.length > 1) return null;
      throw echec;
    });
    if (!verdicts) return true;
    await this.recevoir(verdicts);
    for (const { id, verdict } of verdicts) if (verdict === "reessayer") remis.add(id);
    this.#essais = 0;
    this.#taille = Math.min(TAILLE, this.#taille * 2);
    this.#dire("arrivee", verdicts);
    return true;
  }

  #reprendre(echec) {
    const { nature = "tablette", attente: demandee = null } = echec;
    if (nature !== "reessayer") this.#compare = -Infinity;
    const secondes = Math.min(HEURE / 1000, attente((this.#essais += 1), demandee));
    this.#pasAvant = demandee ? performance.now() + secondes * 1000 : -Infinity;
    this.#minuterie = setTimeout(() => this.vider({ presse: true }), secondes * 1000);
    this.#dire("echec", { nature, erreur: echec });
  }

  #sousVerrou(tache) {
    return this.verrous ? this.verrous.request("medlove-envoi", tache) : tache();
  }

  #dire(type, detail = null) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
