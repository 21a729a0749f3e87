// What the bilan asks to confirm: the totals over all tablets, who counted what, what is still
// to be told here.

import { compte, consulter, fermer, totaux } from "./noyau.js";
import { aRaconter, deLaSortie } from "./esquisses.js";

const PATIENCE = 5_000; // the sheet is open, and somebody waits
export const NOMBRES = ["rencontres", "passages", "refus"];

export class Totaux {
  constructor(form, { contexte, copies, brouillons, acces }) {
    Object.assign(this, { form, contexte, copies, brouillons, acces });
    this.#un("lignes-restent").querySelector("button").addEventListener("click", () => this.#revenir());
  }

  // Over all tablets when the server answers; else what this one knows, and it says so. True
  // when the server has a bilan of this sortie.
  async montrer(sortie) {
    const reponse = await consulter({ ...this.acces(`sorties/${sortie}/totaux/`), delai: PATIENCE });
    const partout = reponse?.ok ? await reponse.json().catch(() => null) : null;
    const dits = partout ?? totaux(await this.#ici(sortie));
    const ou = partout ? "sur toutes les tablettes" : "sur cette tablette seulement, faute de réseau";
    this.#un("totaux").textContent = `${compte(dits)} : c’est bien cela ?`;
    this.#un("totaux-ou").textContent = `Compté ${ou}. Corriger ici si besoin.`;
    for (const nom of NOMBRES) {
      const champ = this.form.elements[nom];
      if (!champ.dataset.dit) champ.value = dits[nom] ?? "";
    }
    this.#parTablette(partout?.par_tablette ?? []);
    await this.#restent(sortie);
    return Boolean(partout?.bilan);
  }

  // One alone has no double to catch.
  #parTablette(lignes) {
    const table = this.#un("par-tablette");
    table.hidden = lignes.length < 2;
    table.tBodies[0].replaceChildren(...lignes.map((ligne) => {
      const rangee = document.createElement("tr");
      const nom = document.createElement("th");
      nom.scope = "row";
      nom.textContent = ligne.nom;
      rangee.append(nom);
      for (const colonne of NOMBRES) rangee.insertCell().textContent = ligne[colonne];
      return rangee;
    }));
  }

  async #restent(sortie) {
    const reste = aRaconter(deLaSortie(await this.brouillons.esquisses(), sortie)).length;
    const bloc = this.#un("lignes-restent");
    bloc.hidden = reste === 0;
    bloc.querySelector("span").textContent = reste > 1
      ? `${reste} lignes ne sont pas encore racontées.`
      : "1 ligne n’est pas encore racontée.";
  }

  #revenir() {
    fermer("bilan");
    document.querySelector("[data-lignes]")?.scrollIntoView({ block: "center" });
    document.querySelector("[data-lignes] .case:not([data-etat=faite])")?.focus({ preventScroll: true });
  }

  async #ici(sortie) {
    const haltes = new Set(this.contexte.haltes(sortie).map(({ id }) => id));
    const copies = await this.copies.toutes();
    return copies.filter(({ donnees }) => donnees.sortie === sortie || haltes.has(donnees.halte));
  }

  #un(nom) {
    return this.form.querySelector(`[data-${nom}]`);
  }
}
