// What every part of the page draws with: chips, sheets, the sentence above the main button.

// The same markup as the chips of the page.
export function puce({ genre = "radio", nom, valeur, texte, detail = "", coche = false }) {
  const etiquette = document.createElement("label");
  const entree = document.createElement("input");
  Object.assign(entree, { type: genre, name: nom, value: valeur });
  entree.defaultChecked = coche;
  etiquette.className = "puce";
  etiquette.append(entree, mots(texte, detail));
  return etiquette;
}

// A chip that acts at once: pressed is the one in use.
export function boutonPuce({ valeur, texte, detail = "", presse = false }) {
  const bouton = document.createElement("button");
  bouton.className = "puce";
  bouton.type = "button";
  bouton.value = valeur;
  bouton.setAttribute("aria-pressed", String(presse));
  bouton.append(mots(texte, detail));
  return bouton;
}

function mots(texte, detail) {
  const ligne = document.createElement("span");
  ligne.textContent = texte;
  if (detail) {
    const petit = document.createElement("span");
    petit.className = "puce__detail";
    petit.textContent = detail;
    ligne.append(petit);
  }
  return ligne;
}

export function remplir(conteneur, puces) {
  conteneur.replaceChildren(...puces);
  const groupe = conteneur.closest("[data-groupe]");
  if (groupe) groupe.hidden = puces.length === 0;
}

// The drawings come after the words: to build them all takes a slow tablet a tenth of a second.
export function illustrer(racine) {
  for (const use of racine.querySelectorAll("use[data-href]")) {
    use.setAttribute("href", use.dataset.href);
    use.removeAttribute("data-href");
  }
}

// Sheets are native dialogs, opened and closed by data- attributes.
const feuillet = (nom) => document.getElementById(`feuillet-${nom}`);

const CHARGEURS = new Map();

// What is fetched at the first gesture that asks for it, again only if it did not come.
export function uneFois(charger) {
  let venue = null;
  return () => (venue ??= charger().catch((erreur) => {
    venue = null;
    document.dispatchEvent(new Event("absente"));
    throw erreur;
  }));
}

// Whether a sheet is on screen, and when that changes.
class Feuillets extends EventTarget {
  get ouvert() {
    return Boolean(document.querySelector("dialog[open]"));
  }

  changer() {
    this.dispatchEvent(new Event("change"));
  }
}

export const feuillets = new Feuillets();

// What a sheet needs comes with its first opening, the sheet itself included.
export const surDemande = (nom, charger) => CHARGEURS.set(nom, uneFois(charger));

export async function ouvrir(nom) {
  await CHARGEURS.get(nom)?.();
  const dialogue = feuillet(nom);
  if (dialogue.open) return;
  dialogue.dispatchEvent(new Event("ouverture"));
  dialogue.showModal();
  dialogue.scrollTop = 0;
  feuillets.changer();
}

export const fermer = (nom) => feuillet(nom).close();

export function surOuverture(nom, preparer) {
  feuillet(nom).addEventListener("ouverture", preparer);
  return feuillet(nom);
}

function deplier(bouton) {
  const cible = document.getElementById(bouton.dataset.deplie);
  cible.hidden = !cible.hidden;
  bouton.setAttribute("aria-expanded", String(!cible.hidden));
}

export function brancherFeuillets(racine) {
  racine.addEventListener("close", () => feuillets.changer(), true); // it does not bubble
  racine.addEventListener("click", ({ target }) => {
    const ouvre = target.closest("[data-ouvre]");
    if (ouvre) ouvrir(ouvre.dataset.ouvre);
    const deplie = target.closest("[data-deplie]");
    if (deplie) deplier(deplie);
    // A tap beside the sheet closes it, like the button.
    if (target.closest("[data-ferme]") || target.matches("dialog")) target.closest("dialog").close();
  });
}

// What is wrong and how to mend it, or what was done.
export class Message {
  constructor(racine) {
    this.racine = racine;
  }

  dire(texte, niveau = "info", cible = null) {
    this.racine.dataset.niveau = niveau;
    this.racine.replaceChildren(document.createTextNode(texte));
    const champ = cible && document.querySelector(cible);
    champ?.closest("details")?.setAttribute("open", "");
    champ?.focus();
  }

  taire() {
    this.racine.replaceChildren();
  }
}

// From the top of the page, unless what stands there leaves too little of `titre` in sight.
export function arriver(titre) {
  titre.focus({ preventScroll: true });
  scrollTo(0, 0);
  if (titre.getBoundingClientRect().top > innerHeight / 2) titre.scrollIntoView();
}
