// A section is saved as it is typed: two seconds after the last key, on leaving a field, before
// going elsewhere. Without this, the button does the same.
const DELAI_MS = 2000;
const REPRISE_MS = 5000;
const SANS_RESEAU =
  "Pas enregistré\u202f: le réseau ne répond pas. Votre texte est encore dans cette page, " +
  "nouvel essai dans un instant.";
const SANS_COMPTE =
  "Pas enregistré\u202f: la connexion est finie. Se connecter dans un autre onglet, puis revenir " +
  "ici\u202f: votre texte y est encore.";
const SANS_SECTION =
  "Pas enregistré\u202f: cette section n’est plus dans le cahier. Copier votre texte avant de " +
  "partir.";

const formulaire = document.querySelector("form[data-enregistrer]");
const { titre, texte, version, csrfmiddlewaretoken: jeton } = formulaire.elements;
const ailleurs = formulaire.querySelector("[data-ailleurs]");
const ecrit = () => JSON.stringify([titre.value, texte.value]);
const refuse = formulaire.querySelector("[aria-invalid=true]");

let garde = refuse ? "" : JSON.stringify([titre.defaultValue, texte.defaultValue]);
let sansReponse = null; // the text of an envoi of which nothing is known
let arrete = false; // somebody else wrote: the person decides
let attente;
let file = Promise.resolve();

const aGarder = () => ecrit() !== garde;
const enregistrer = () => (file = file.then(envoyer));

function dire(mots, faute = false) {
  const dit = formulaire.querySelector("[data-dit]");
  dit.textContent = mots;
  dit.classList.toggle("ecrire__dit--faute", faute);
}

async function envoyer() {
  clearTimeout(attente);
  if (arrete || !aGarder()) return;
  const [envoi, envoye] = [ecrit(), texte.value];
  const reponse = await poster();
  const lu = await lire(reponse);
  if (reponse?.ok && lu) {
    recevoir(lu, envoi);
  } else if (reponse?.status === 409 && lu) {
    await departager(lu);
  } else if (reponse?.status === 400 && lu) {
    dire(`Pas enregistré\u202f: ${lu.message}`, true);
  } else if (reponse?.status === 404) {
    dire(SANS_SECTION, true);
  } else {
    sansReponse = envoye;
    dire(reponse?.redirected || reponse?.status === 403 ? SANS_COMPTE : SANS_RESEAU, true);
    attente = setTimeout(enregistrer, REPRISE_MS);
  }
}

function recevoir(lu, envoi) {
  version.value = lu.version;
  garde = envoi;
  sansReponse = null;
  const relu = new DOMParser().parseFromString(lu.html, "text/html");
  document.querySelector("[data-relu]").replaceChildren(...relu.body.childNodes);
  const heure = new Date().toLocaleTimeString("fr-FR", { hour: "2-digit", minute: "2-digit" });
  if (aGarder()) return; // typed on meanwhile: the next envoi will say it
  dire(`Enregistré à ${heure.replace(":", "\u00a0h\u00a0")}`);
}

// Our own envoi came through though its answer was lost: what is stored is ours, go on from it.
async function departager(lu) {
  if (sansReponse !== null && lu.texte === sansReponse.trim()) {
    version.value = lu.version;
    sansReponse = null;
    return envoyer();
  }
  arrete = true;
  ailleurs.hidden = false;
  ailleurs.querySelector("[data-ailleurs-dit]").textContent = lu.message;
  dire("Pas enregistré\u202f: deux textes à comparer.", true);
}

async function poster() {
  const demander = () =>
    fetch(formulaire.dataset.enregistrer, { method: "POST", body: new FormData(formulaire) });
  try {
    const reponse = await demander();
    if (reponse.status !== 403) return reponse;
    // Signed in again in another tab: the page has a new token.
    const page = await (await fetch(location.pathname)).text();
    const neuf = new DOMParser()
      .parseFromString(page, "text/html")
      .querySelector("form[data-enregistrer] [name=csrfmiddlewaretoken]");
    if (!neuf) return reponse;
    jeton.value = neuf.value;
    return await demander();
  } catch {
    return null;
  }
}

async function lire(reponse) {
  if (!reponse?.headers.get("Content-Type")?.includes("json")) return null;
  return reponse.json().catch(() => null);
}

// What leads elsewhere waits for the text to be saved; if it is not, the browser asks.
async function avant(evenement, partir) {
  evenement.preventDefault();
  await enregistrer();
  partir();
}

formulaire.addEventListener("input", () => {
  clearTimeout(attente);
  attente = setTimeout(enregistrer, DELAI_MS);
  if (!arrete) dire("");
});
formulaire.addEventListener("focusout", enregistrer);
document.addEventListener("visibilitychange", () => document.hidden && enregistrer());
addEventListener("online", enregistrer);
document.addEventListener("click", (evenement) => {
  const lien = evenement.target.closest("a[href]");
  const ici = evenement.ctrlKey || evenement.metaKey || evenement.shiftKey || lien?.hash;
  if (lien && !ici && aGarder()) avant(evenement, () => location.assign(lien.href));
});
document.addEventListener("submit", (evenement) => {
  const { target: celui, submitter: bouton } = evenement;
  if (celui !== formulaire && aGarder()) {
    avant(evenement, () => celui.requestSubmit(bouton));
  } else if (celui === formulaire && arrete) {
    garde = ecrit(); // goes with the form, to be compared
  } else if (celui === formulaire) {
    avant(evenement, () => aGarder() || dire("Enregistré"));
  }
});
addEventListener("beforeunload", (evenement) => aGarder() && evenement.preventDefault());
if (aGarder() && !refuse) enregistrer();
