// « Noté aujourd’hui »: what this tablet logged, folded, each record one tap from being mended.

import { jourIso } from "./horaires.js";

const ETAT_EN_CLAIR = {
  attente: "En attente d’envoi",
  recue: "Enregistrée",
  a_corriger: "À corriger",
  deux_versions: "Deux versions",
};

const MONTREES = 12; // stops drawn on the trace

const accorder = (nombre, mot) => `${nombre} ${mot}${nombre > 1 ? "s" : ""}`;

export function compte({ rencontres, passages, refus }) {
  return `${accorder(rencontres, "rencontre")}, ${accorder(passages, "passage")}, ${refus} refus`;
}

// {rencontres, passages, refus} of these copies.
export function totaux(copies) {
  const somme = (nom) =>
    copies.reduce((total, { type, donnees }) => total + (type === "passages" ? donnees[nom] : 0), 0);
  const rencontres = copies.filter(({ type }) => type === "rencontre").length;
  return { rencontres, passages: somme("passages"), refus: somme("refus") };
}

export class Liste {
  constructor(racine, { copies, formulaire, trace }) {
    Object.assign(this, { racine, copies, formulaire, trace });
    copies.addEventListener("change", () => this.montrer());
  }

  async montrer() {
    const duJour = (await this.copies.toutes()).filter(({ jour }) => jour === jourIso());
    const rencontres = duJour.filter(({ type }) => type === "rencontre").sort((une, autre) => une.rang - autre.rang);
    this.racine.querySelector("[data-compte]").textContent = compte(totaux(duJour));
    this.racine.querySelector("[data-liste]").replaceChildren(...rencontres.map((r, i) => this.#ligne(r, i + 1)));
    this.racine.querySelector("[data-vide]").hidden = rencontres.length > 0;
    const haltes = rencontres.slice(-MONTREES).map(() => document.createElement("i"));
    this.trace.replaceChildren(...haltes);
  }

  #ligne({ id, etat, base, repondue, motif, donnees }, numero) {
    const modele = this.racine.querySelector("template").content.cloneNode(true);
    const besoins = (donnees.besoins ?? []).map(({ categorie }) => this.formulaire.libelle(categorie));
    const titre = [numero, besoins.join(", ") || "Non renseignée", this.#personne(donnees)].filter(Boolean).join(" · ");
    modele.querySelector("[data-besoins]").textContent = titre;
    for (const bouton of modele.querySelectorAll("button")) bouton.setAttribute("aria-label", `${bouton.textContent} : ${titre}`);
    modele.querySelector("[data-etat-copie]").textContent = ETAT_EN_CLAIR[etat] + (motif ? ` : ${motif}` : "");
    Object.assign(modele.querySelector("li").dataset, { etatCopie: etat, id });
    modele.querySelector("[data-geste=annuler]").hidden = etat !== "attente" || Boolean(base || repondue);
    modele.querySelector("[data-geste=modifier]").disabled = etat === "deux_versions";
    return modele;
  }

  // In the words of the grid.
  #personne({ tranche_age = "non_renseigne", genre = "non_renseigne" }) {
    const case_ = document.querySelector(`[name=personne][value="${tranche_age}/${genre}"]`);
    return case_?.closest("label").textContent.trim().toLowerCase();
  }
}
