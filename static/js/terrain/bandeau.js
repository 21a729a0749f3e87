// The line on top: sortie, halte, who writes; each opens its sheet in one tap.

import { heureEnClair, jourEnClair } from "./horaires.js";

export const nomDeSortie = (sortie, referentiel) =>
  referentiel.un("quartiers", sortie.quartier)?.nom ?? "Sortie";

export const nomDeHalte = (halte, referentiel) =>
  referentiel.un("lieux", halte.lieu)?.nom ?? `Halte ${halte.rang ?? 1}`;

export function presence({ arrivee, depart }) {
  if (arrivee && depart) return `de ${heureEnClair(arrivee)} à ${heureEnClair(depart)}`;
  if (depart) return `jusqu’à ${heureEnClair(depart)}`;
  return arrivee ? `depuis ${heureEnClair(arrivee)}` : "heure à dire";
}

export class Bandeau {
  constructor(racine, contexte, referentiel) {
    Object.assign(this, { racine, contexte, referentiel });
    contexte.addEventListener("change", () => this.montrer());
  }

  montrer() {
    const { sortie, halte, auteur } = this.contexte;
    this.#dire("sortie", sortie && nomDeSortie(sortie, this.referentiel), sortie && this.#quand(sortie));
    this.#dire("halte", halte && nomDeHalte(halte, this.referentiel), halte && presence(halte));
    this.#dire("equipage", auteur?.nom, auteur && this.#abord(sortie, auteur));
  }

  #quand({ date, creneau, statut }) {
    const entree = document.querySelector(`[name=creneau][value="${creneau}"]`);
    const moment = entree?.closest("label").textContent.trim().toLowerCase() ?? "";
    const fin = statut === "terminee" && "bilan fait";
    return [jourEnClair(date), moment, fin].filter(Boolean).join(", ");
  }

  #abord(sortie, auteur) {
    const autres = (sortie?.equipage ?? []).filter((id) => id !== auteur.id);
    const noms = autres.map((id) => this.referentiel.un("membres", id)?.nom).filter(Boolean);
    return noms.length ? `avec ${noms.join(", ")}` : "";
  }

  #dire(nom, texte, detail) {
    const bouton = this.racine.querySelector(`[data-ouvre=${nom}]`);
    bouton.dataset.choisi = texte ? "oui" : "non";
    bouton.querySelector("[data-texte]").textContent = texte || bouton.dataset.vide;
    bouton.querySelector("[data-detail]").textContent = detail || "";
  }
}
