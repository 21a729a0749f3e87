// Sending: lots of 25 at most, one flusher for all tabs, never a record dropped without a verdict.

const TAILLE = 25;
const DELAI = 20_000;
const ATTENTE_MAX = 300;
const HEURE = 3_600_000;
const NATURES = { 401: "refus", 403: "refus", 413: "trop_gros", 429: "occupe", 503: "occupe" };

export class Echec extends Error {
  constructor(nature, attente = null) {
    super(nature);
    this.nature = nature;
    this.attente = attente; // seconds asked by the server
  }
}

// Reads; null when nothing came in time. A connection that hangs holds nobody up.
export function consulter({ adresse, entetes, delai = DELAI }, connues = {}) {
  const headers = { ...entetes(), ...connues };
  return fetch(adresse, { headers, signal: AbortSignal.timeout(delai) }).catch(() => null);
}

// Posts JSON and resolves with what `lire` accepts of the answer; all else is an Echec.
// `acces` is {adresse, entetes, delai, chercher}.
export async function demander(corps, lire, { adresse, entetes, delai = DELAI, chercher = fetch }) {
  const headers = { "Content-Type": "application/json", ...entetes() };
  const options = { method: "POST", headers, body: JSON.stringify(corps), credentials: "same-origin" };
  const reponse = await chercher(adresse, { ...options, signal: AbortSignal.timeout(delai) }).catch(() => {
    throw new Echec("reseau");
  });
  if (reponse.status !== 200) {
    const attente = Number.parseInt(reponse.headers.get("Retry-After"), 10) || null;
    throw new Echec(NATURES[reponse.status] ?? "serveur", attente);
  }
  const rendu = lire(await reponse.json().catch(() => null));
  // HTML with 200 is a captive portal or a login page, not an acknowledgement.
  if (!rendu) throw new Echec(reponse.redirected ? "refus" : "reseau");
  return rendu;
}

// Resolves with the verdicts of this very lot.
export function poster(elements, equipe, acces) {
  const lot = crypto.randomUUID();
  const corps = { lot, equipe, envoye_le: new Date().toISOString(), elements };
  const verdicts = (rendu) => rendu?.lot === lot && Array.isArray(rendu.verdicts) && rendu.verdicts;
  return demander(corps, verdicts, acces);
}

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
  vider() {
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
        while (await this.#unLot());
      } catch (echec) {
        this.#reprendre(echec);
      }
    } while (this.#encore);
  }

  // A server that cannot compare still receives.
  async #comparer() {
    if (performance.now() - this.#compare < HEURE) return;
    try {
      await this.comparer();
      this.#compare = performance.now();
    } catch (echec) {
      if (echec.nature !== "serveur") throw echec;
    }
  }

  async #unLot(taille = TAILLE) {
    const equipe = this.equipe();
    // Off line, so the browser says: what waits can be undone until the server answers.
    if (globalThis.navigator?.onLine === false && (await this.file.entrees()).length) await this.poster([], equipe);
    const lot = await this.file.prendre(taille, equipe);
    if (!lot.length) return false;
    this.#dire("depart");
    const verdicts = await this.poster(lot, equipe).catch((echec) => {
      if (echec.nature === "trop_gros" && lot.length > 1) return null;
      throw echec;
    });
    if (!verdicts) return this.#unLot(Math.ceil(lot.length / 2));
    await this.recevoir(verdicts);
    if (verdicts.every(({ verdict }) => verdict === "reessayer")) throw new Echec("reessayer");
    this.#essais = 0;
    this.#dire("arrivee", verdicts);
    return true;
  }

  #reprendre(echec) {
    const { nature = "tablette", attente: demandee = null } = echec;
    if (nature !== "reessayer") this.#compare = -Infinity;
    const secondes = attente((this.#essais += 1), demandee);
    this.#minuterie = setTimeout(() => this.vider(), secondes * 1000);
    this.#dire("echec", { nature, erreur: echec });
  }

  #sousVerrou(tache) {
    return this.verrous ? this.verrous.request("medlove-envoi", tache) : tache();
  }

  #dire(type, detail = null) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
