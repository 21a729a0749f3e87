// « Montrer la carte »: where to go, on the whole screen, with the square and the code by which the
// partenaire says what came of it. Made here, off line.

import { ouvrir } from "./noyau.js";
import { codeCourt, forger, hacher } from "./jeton.js";
import { ouvrirLesLangues } from "./langues.js";
import { dessinerQr } from "./qr.js";
import { sortirLaReserve } from "./reserve.js";
import { enDeux, horairesEnMots } from "./texte_de_carte.js";

export async function ouvrirLaCarte(parties) {
  await sortirLaReserve();
  const carte = new Carte(parties);
  carte.langues = await ouvrirLesLangues(carte.feuillet, () => carte.dessiner());
  return carte;
}

// The rencontre, its orientation `id` having this empreinte, or none.
export function suivre(rencontre, id, jeton_sha256) {
  const { orientations } = rencontre;
  const sans = ({ jeton_sha256: _, ...reste }) => reste;
  const avec = (une) => (jeton_sha256 ? { ...une, jeton_sha256 } : sans(une));
  return { ...rencontre, orientations: orientations.map((une) => (une.id === id ? avec(une) : une)) };
}

class Carte {
  constructor({ saisie, referentiel }) {
    Object.assign(this, { saisie, referentiel });
    this.feuillet = document.getElementById("feuillet-carte");
    this.suivi = this.#un("[data-suivi]");
    this.suivi.addEventListener("click", () => this.#changer(!this.#orientation().jeton_sha256));
  }

  // A card already followed stays so: the person may have its square in her telephone.
  async ouvrir(suivie) {
    await this.#changer(suivie);
    await ouvrir("carte");
  }

  async #changer(suivie) {
    const { id, jeton_sha256: avant } = this.#orientation();
    if (suivie && !avant) await this.#forger(id);
    if (!suivie && avant) this.saisie.changer(suivre(this.saisie.brouillon.rencontre, id));
    this.dessiner();
  }

  // The empreinte goes with the rencontre; the token stays beside, until it is acknowledged.
  async #forger(id) {
    const jeton = forger();
    const empreinte = await hacher(jeton);
    const { jetons, rencontre } = this.saisie.brouillon;
    this.saisie.completer({ jetons: { ...jetons, [empreinte]: jeton } });
    this.saisie.changer(suivre(rencontre, id, empreinte));
  }

  #orientation() {
    const { courant, orientations } = this.saisie.brouillon.rencontre;
    return orientations.find(({ besoin }) => besoin === courant);
  }

  dessiner() {
    const { partenaire: id, jeton_sha256: empreinte } = this.#orientation();
    const partenaire = this.referentiel.un("partenaires", id);
    const { adresse, commune, repere, telephone } = partenaire;
    this.#dire("nom", partenaire.nom);
    this.#dire("adresse", [adresse, commune].filter(Boolean).join(", "));
    this.#dire("repere", repere);
    this.#dire("telephone", telephone);
    this.#horaires(partenaire);
    this.#secret(empreinte);
    this.#traduire();
  }

  #traduire() {
    const { langue, aussi } = this.langues;
    const page = this.#un("[data-carte-page]");
    Object.assign(page, { lang: langue.code, dir: langue.direction });
    page.querySelector("[data-carte-non-relue]").hidden = !aussi;
    for (const libelle of page.querySelectorAll("[data-mot]")) {
      const { mot } = libelle.dataset;
      libelle.replaceChildren(langue.mots[mot], ...(aussi ? [" ", enFrancais(aussi.mots[mot])] : []));
    }
  }

  #horaires(partenaire) {
    const { langue, aussi } = this.langues;
    const rangees = [];
    const notes = [];
    for (const une of [langue, aussi].filter(Boolean)) {
      const { lignes, note } = horairesEnMots(partenaire, une, this.referentiel.jour, new Date());
      const dire = une === aussi ? enFrancais : (texte) => texte;
      rangees.push(...lignes.flatMap(({ jours, dites }) => [balise("dt", dire(jours)), balise("dd", dire(dites))]));
      notes.push(note);
    }
    this.#un("[data-carte-jours]").replaceChildren(...rangees);
    const note = [...new Set(notes)].join(" ");
    this.#un("[data-carte-note]").textContent = note;
    this.#un("[data-carte-horaires]").hidden = !rangees.length && !note;
  }

  // Once its rencontre has left, the tablet knows the code still, and no longer the square.
  #secret(empreinte) {
    const jeton = this.saisie.brouillon.jetons?.[empreinte];
    this.#un("[data-carte-suivi]").hidden = !empreinte;
    this.#un("[data-mot=suivi]").hidden = !jeton;
    this.suivi.setAttribute("aria-pressed", String(!empreinte));
    this.#un("[data-carte-code]").textContent = empreinte ? enDeux(codeCourt(empreinte)) : "";
    const carre = jeton ? [dessinerQr(`${location.origin}/o/#${jeton}`, "Carré à montrer à l’accueil")] : [];
    this.#un("[data-carte-qr]").replaceChildren(...carre);
  }

  // What is not known is not said.
  #dire(nom, texte = "") {
    const place = this.#un(`[data-carte-${nom}]`);
    place.textContent = texte;
    const groupe = place.closest("[data-carte-ligne]");
    if (groupe) groupe.hidden = !texte;
  }

  #un = (selecteur) => this.feuillet.querySelector(selecteur);
}

const enFrancais = (texte) => Object.assign(balise("bdi", texte), { lang: "fr", dir: "ltr", className: "carte__francais" });

function balise(nom, contenu) {
  const noeud = document.createElement(nom);
  noeud.append(contenu);
  return noeud;
}
