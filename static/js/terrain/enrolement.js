// Enrolling: the tablet gets a token of its own, by a member signed in or by a one-time code.

const DELAI = 20_000;

export class Refus extends Error {}

// `code` is empty for a member signed in. Resolves with {id, nom, equipe, jeton}; rejects with
// a Refus that says what to do.
export async function enroler({ adresse, entetes }, nom, code = "") {
  const corps = JSON.stringify(code ? { nom, code } : { nom });
  const headers = { "Content-Type": "application/json", ...entetes() };
  const demande = { method: "POST", headers, body: corps, signal: AbortSignal.timeout(DELAI) };
  const reponse = await fetch(adresse, demande).catch(() => null);
  const rendu = await reponse?.json().catch(() => null);
  if (reponse?.status === 201 && rendu?.jeton) {
    return { id: rendu.appareil, nom, equipe: rendu.equipe, jeton: rendu.jeton };
  }
  throw new Refus(rendu?.erreur ?? "Le serveur n’a pas répondu : réessayer avec du réseau.");
}

// The code of an address scanned or opened: « …/terrain/#code=ABCDE-FGHJK ».
export const codeDe = (adresse) => adresse.match(/#code=([\w-]+)/)?.[1] ?? "";

export const peutScanner = () => "BarcodeDetector" in globalThis && Boolean(navigator.mediaDevices);

// Resolves with the first code seen by the camera, which is then let go.
export async function scanner(video, arret) {
  const flux = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  try {
    Object.assign(video, { srcObject: flux });
    await video.play();
    const detecteur = new BarcodeDetector({ formats: ["qr_code"] });
    while (!arret.aborted) {
      const [vu] = await detecteur.detect(video);
      if (codeDe(vu?.rawValue ?? "")) return codeDe(vu.rawValue);
      await new Promise((suite) => setTimeout(suite, 200));
    }
    return "";
  } finally {
    for (const piste of flux.getTracks()) piste.stop();
  }
}
