// « Noté aujourd’hui »: what this tablet logged, folded, each record one tap from being mended.

import { jourIso } from "./horaires.js";

const ETATS = {
  attente: "En attente d’envoi",
  recue: "Enregistrée",
  a_corriger: "À corriger",
  deux_versions: "Deux versions",
};

const TROP_TARD = "Trop tard pour annuler : elle est partie, ou part en ce moment. « Modifier » la corrige encore.";
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
  constructor(racine, parties) {
    Object.assign(this, { racine, ...parties });
    this.copies.addEventListener("change", () => this.montrer());
    racine.addEventListener("click", ({ target }) => {
      const id = target.closest("[data-id]")?.dataset.id;
      const fait = target.closest("[data-fait]")?.dataset.fait;
      if (fait) this[fait](id);
    });
  }

  async montrer() {
    const duJour = (await this.copies.toutes()).filter(({ jour }) => jour === jourIso());
    const rencontres = duJour.filter(({ type }) => type === "rencontre");
    this.racine.querySelector("[data-compte]").textContent = compte(totaux(duJour));
    this.racine.querySelector("[data-liste]").replaceChildren(...rencontres.map((r) => this.#ligne(r)));
    this.racine.querySelector("[data-vide]").hidden = rencontres.length > 0;
    const haltes = rencontres.slice(-MONTREES).map(() => document.createElement("i"));
    this.trace.replaceChildren(...haltes);
  }

  #ligne({ id, etat, base, motif, donnees }) {
    const modele = this.racine.querySelector("template").content.cloneNode(true);
    const besoins = donnees.besoins.map(({ categorie }) => this.formulaire.libelle(categorie));
    modele.querySelector("[data-besoins]").textContent = besoins.join(" · ") || "Non renseignée";
    modele.querySelector("[data-etat-copie]").textContent = ETATS[etat] + (motif ? ` : ${motif}` : "");
    Object.assign(modele.querySelector("li").dataset, { etatCopie: etat, id });
    modele.querySelector("[data-fait=annuler]").hidden = etat !== "attente" || Boolean(base);
    modele.querySelector("[data-fait=modifier]").disabled = etat === "deux_versions";
    return modele;
  }

  // The version that waits still holds its note; the copy of one that left does not.
  async modifier(id) {
    const connue = (await this.file.version(id)) ?? (await this.copies.trouver(id));
    await this.saisie.reprendre(id, connue.donnees);
    this.saisie.accueillir();
  }

  // As if it had never been noted, as long as it has not left.
  async annuler(id) {
    if (!(await this.registre.annuler(id))) return this.message.dire(TROP_TARD);
    await this.brouillons.oublier([id]);
    if (this.saisie.brouillon.id === id) await this.saisie.suivante();
    this.message.dire("Annulée : rien n’en reste, ni ici ni sur le serveur.");
  }
}
