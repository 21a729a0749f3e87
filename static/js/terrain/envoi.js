// Sending: lots of 25 at most, one flusher at a time, never a record dropped without a verdict.

const TAILLE = 25;
const DELAI = 20_000;
const ATTENTE_MAX = 300;
const NATURES = { 401: "session", 403: "session", 413: "trop_gros", 429: "occupe", 503: "occupe" };

export class Echec extends Error {
  constructor(nature, attente = null) {
    super(nature);
    this.nature = nature;
    this.attente = attente; // seconds asked by the server
  }
}

// Resolves with the verdicts; anything else than a true acknowledgement is an Echec.
export async function poster(elements, { adresse, jeton, chercher = fetch }) {
  const lot = crypto.randomUUID();
  const corps = JSON.stringify({ lot, envoye_le: new Date().toISOString(), elements });
  const reponse = await demander(chercher, adresse, jeton, corps);
  const rendu = await reponse.json().catch(() => null);
  // HTML with 200 is a captive portal or a login page, not an acknowledgement.
  if (rendu?.lot !== lot || !Array.isArray(rendu.verdicts)) {
    throw new Echec(reponse.redirected ? "session" : "reseau");
  }
  return rendu.verdicts;
}

async function demander(chercher, adresse, jeton, body) {
  const entetes = { "Content-Type": "application/json", "X-CSRFToken": jeton() };
  const signal = AbortSignal.timeout(DELAI);
  const options = { method: "POST", headers: entetes, body, signal, credentials: "same-origin" };
  const reponse = await chercher(adresse, options).catch(() => {
    throw new Echec("reseau");
  });
  if (reponse.status === 200) return reponse;
  const attente = Number.parseInt(reponse.headers.get("Retry-After"), 10) || null;
  throw new Echec(NATURES[reponse.status] ?? "serveur", attente);
}

// Exponential, with jitter, never past five minutes; what the server asks comes first.
export function attente(essais, demandee, hasard = Math.random) {
  return demandee ?? Math.min(ATTENTE_MAX, 2 ** essais) * (0.5 + hasard() / 2);
}

export class Envoi extends EventTarget {
  #file;
  #poster;
  #essais = 0;
  #minuterie = null;
  #cours = null;
  #encore = false;

  constructor(file, posterLot) {
    super();
    this.#file = file;
    this.#poster = posterLot;
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
        while (await this.#unLot());
      } catch (echec) {
        this.#reprendre(echec);
      }
    } while (this.#encore);
  }

  async #unLot(taille = TAILLE) {
    const lot = await this.#file.prendre(taille);
    if (!lot.length) return false;
    this.#dire("depart");
    const verdicts = await this.#poster(lot).catch((echec) => {
      if (echec.nature === "trop_gros" && lot.length > 1) return null;
      throw echec;
    });
    if (!verdicts) return this.#unLot(Math.ceil(lot.length / 2));
    this.#dire("verdicts", verdicts);
    await this.#file.acquitter(verdicts);
    if (verdicts.every(({ verdict }) => verdict === "reessayer")) throw new Echec("reessayer");
    this.#essais = 0;
    this.#dire("arrivee");
    return true;
  }

  #reprendre(echec) {
    const secondes = attente((this.#essais += 1), echec.attente);
    this.#minuterie = setTimeout(() => this.vider(), secondes * 1000);
    this.#dire("echec", echec);
  }

  // One flusher for all the tabs of the tablet.
  #sousVerrou(tache) {
    const verrous = globalThis.navigator?.locks;
    return verrous ? verrous.request("medlove-envoi", tache) : tache();
  }

  #dire(type, detail = null) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
