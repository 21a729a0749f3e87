// The strip of lines above the form: number, pictogram and state of each, by halte.

import { nomDeHalte } from "./noyau.js";
import { aRaconter, deLaSortie, etat, parHalte } from "./esquisses.js";
import { REPERES } from "./reperes.js";

const ETATS = {
  vide: { mot: "vide" },
  commencee: { mot: "commencée", icone: "action-modifier" },
  faite: { mot: "racontée", icone: "statut-fait" },
};

export class Bande {
  // `toucher(id)` is called with the line tapped.
  constructor(racine, { contexte, referentiel }, toucher) {
    Object.assign(this, { racine, contexte, referentiel });
    this.liste = this.#un("liste");
    this.liste.addEventListener("click", ({ target }) => {
      const ligne = target.closest("button");
      if (ligne) toucher(ligne.value);
    });
    this.#un("ailleurs").addEventListener("click", ({ currentTarget }) => contexte.choisir({ sortie: currentTarget.value }));
  }

  // `pressees`: the ids of those told now. With several at once, those told already rest.
  montrer(toutes, { pressees, plusieurs }) {
    const { sortie } = this.contexte.choix;
    const siennes = deLaSortie(toutes, sortie);
    const reste = aRaconter(siennes).length;
    this.racine.hidden = toutes.length === 0;
    this.#un("compte").textContent = reste ? `${reste} à raconter sur ${siennes.length}` : "Toutes racontées";
    this.#dessiner(parHalte(siennes, this.contexte.haltes()));
    for (const bouton of this.liste.querySelectorAll("button")) {
      const ligne = siennes.find(({ id }) => id === bouton.value);
      this.#ecrire(bouton, ligne, pressees.includes(ligne.id));
      bouton.disabled = Boolean(plusieurs && ligne.faite);
    }
    this.#direAilleurs(aRaconter(toutes).filter(({ esquisse }) => esquisse.sortie !== sortie));
  }

  // Drawn again only when lines come or go: the focus stays where it is.
  #dessiner(groupes) {
    const dessin = JSON.stringify(groupes.map(({ halte, esquisses }) => [halte, esquisses.map(({ id }) => id)]));
    const noms = groupes.map(({ halte }) => this.#nomDe(halte));
    if (this.dessin === dessin + noms) return;
    this.dessin = dessin + noms;
    this.liste.replaceChildren(...groupes.map(({ esquisses }, rang) => this.#groupe(noms[rang], esquisses)));
  }

  #groupe(nom, esquisses) {
    const groupe = this.#modele("halte");
    groupe.querySelector("[data-nom]").textContent = nom;
    groupe.querySelector("[role=group]").setAttribute("aria-label", nom);
    groupe.querySelector("[role=group]").append(...esquisses.map(({ id }) => {
      const ligne = this.#modele("ligne");
      ligne.value = id;
      return ligne;
    }));
    return groupe;
  }

  #ecrire(bouton, ligne, pressee) {
    const { numero, repere } = ligne.esquisse;
    const { mot, icone } = ETATS[etat(ligne)];
    const dits = [`Ligne ${numero}`, REPERES[repere]?.toLowerCase(), mot];
    bouton.dataset.etat = etat(ligne);
    bouton.setAttribute("aria-pressed", String(pressee));
    bouton.setAttribute("aria-label", dits.filter(Boolean).join(", "));
    bouton.querySelector("[data-numero]").textContent = numero;
    dessiner(bouton.querySelector("[data-repere]"), repere);
    dessiner(bouton.querySelector("[data-marque]"), icone);
  }

  #direAilleurs(autres) {
    const bouton = this.#un("ailleurs");
    const connues = new Set(this.contexte.sorties().map(({ id }) => id));
    const ailleurs = autres.filter(({ esquisse }) => connues.has(esquisse.sortie));
    bouton.hidden = ailleurs.length === 0;
    bouton.value = ailleurs[0]?.esquisse.sortie ?? "";
    bouton.textContent = `Une autre sortie a des lignes à raconter : ${ailleurs.length}`;
  }

  #nomDe(id) {
    const halte = this.contexte.haltes().find((une) => une.id === id);
    return halte ? nomDeHalte(halte, this.referentiel) : "Sans halte";
  }

  #un(nom) {
    return this.racine.querySelector(`[data-${nom}]`);
  }

  #modele(nom) {
    return this.#un(`modele-${nom}`).content.firstElementChild.cloneNode(true);
  }
}

// The drawing of a code, on the sheet that the markup names; nothing without a code.
export function dessiner(icone, code) {
  const use = icone.querySelector("use");
  use.setAttribute("href", use.getAttribute("href").replace(/#.*|$/, `#${code}`));
  icone.toggleAttribute("hidden", !code);
}
