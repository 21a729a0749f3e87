// Asking the server: what comes back is an answer of ours in time, or a failure that says its
// nature.

const DELAI = 20_000;
const NATURES = { 401: "refus", 403: "refus", 413: "trop_gros", 429: "occupe", 503: "occupe" };

export class Echec extends Error {
  constructor(nature, attente = null) {
    super(nature);
    this.nature = nature;
    this.attente = attente; // seconds asked by the server
  }
}

// Reads; null when nothing came in time. A connection that hangs holds nobody up.
export function consulter({ adresse, entetes, delai = DELAI, chercher = fetch }, connues = {}) {
  const headers = { ...entetes(), ...connues };
  return chercher(adresse, { headers, signal: AbortSignal.timeout(delai) }).catch(() => null);
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
