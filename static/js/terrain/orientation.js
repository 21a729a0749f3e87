// « Orientée »: who is proposed, who is chosen, the card handed over, the entry still true or not.

import { enCours, uneFois } from "./noyau.js";
import { Partenaires } from "./partenaires.js";
import { sortirLaReserve } from "./reserve.js";
import { Verifications } from "./verifications.js";

const PAS_GARDEE = "La réponse n’a pas pu être gardée : la toucher à nouveau, ou exporter ce qui attend depuis « La tablette ».";

export async function ouvrirLOrientation(parties) {
  await sortirLaReserve();
  return new Orientation(parties);
}

class Orientation {
  #enAttente = []; // the elements that wait on this tablet
  #vu = {}; // the besoin and the partenaire last shown

  constructor(parties) {
    Object.assign(this, parties);
    this.racine = parties.formulaire.form.querySelector("[data-si=orientation]");
    this.partenaires = new Partenaires(this.racine, parties.referentiel);
    this.verifications = new Verifications(parties);
    this.carte = uneFois(() => import("./carte.js").then(({ ouvrirLaCarte }) => ouvrirLaCarte(parties)));
    this.racine.addEventListener("click", ({ target }) => this.#tap(target.closest("button")));
    for (const source of [parties.contexte, parties.copies]) {
      source.addEventListener("change", () => this.montrer());
    }
    parties.file.addEventListener("change", () => this.#relire());
    this.#relire();
  }

  montrer() {
    const { rencontre } = this.saisie.brouillon;
    const besoin = enCours(rencontre);
    if (besoin?.reponse !== "orientation") return;
    const partenaire = this.#choisi();
    const garde = this.#orientation()?.partenaire;
    this.partenaires.montrer({ courant: rencontre.courant, categorie: besoin.categorie, garde, ou: this.#ou() });
    this.#un("[data-retenu]").hidden = !partenaire;
    if (partenaire) this.#montrer(partenaire);
    const vientDEtreChoisi = this.#vu.courant === rencontre.courant && this.#vu.garde !== garde;
    this.#vu = { courant: rencontre.courant, garde };
    if (partenaire && vientDEtreChoisi) this.#un("[data-retenu]").scrollIntoView({ block: "nearest" });
  }

  // In the middle of several lines told at once, there is no one card to hand over.
  #choisi() {
    const { id, partenaire } = this.#orientation() ?? {};
    return id && this.referentiel.un("partenaires", partenaire);
  }

  #orientation() {
    const { courant, orientations } = this.saisie.brouillon.rencontre;
    return orientations.find(({ besoin }) => besoin === courant);
  }

  #montrer(partenaire) {
    this.#un("[data-retenu-nom]").textContent = partenaire.nom;
    const { adresse, commune, repere } = partenaire;
    this.#un("[data-retenu-ou]").textContent = [adresse, commune, repere].filter(Boolean).join(", ");
    const appel = this.#un("[data-retenu] a");
    appel.hidden = !partenaire.telephone;
    appel.href = `tel:${(partenaire.telephone ?? "").replace(/[^+\d]/g, "")}`;
    appel.querySelector("span").textContent = partenaire.telephone ?? "";
    const dite = this.verifications.du(partenaire.id);
    for (const bouton of this.racine.querySelectorAll("[data-exact]")) {
      bouton.setAttribute("aria-pressed", String((bouton.dataset.exact === "oui") === dite));
    }
  }

  async #tap(bouton) {
    const { carte, exact } = bouton?.dataset ?? {};
    if (carte) await (await this.carte()).ouvrir(carte === "suivie");
    if (exact && this.exiger()) await this.#verifier(exact === "oui");
  }

  async #verifier(exact) {
    const { id, nom } = this.#choisi();
    const echec = await this.verifications.dire(id, exact).catch((erreur) => erreur);
    if (echec) return this.message.dire(PAS_GARDEE, "erreur");
    this.message.dire(exact ? `Noté : la fiche de ${nom} est toujours exacte.` : `Noté : la fiche de ${nom} n’est plus exacte. La coordination la corrigera.`);
  }

  // Where we stand: the point of the lieu when it is said, else the quartier.
  #ou() {
    const { halte, sortie } = this.contexte;
    const ici = this.referentiel.un("lieux", halte?.lieu);
    const quartier = halte?.quartier ?? ici?.quartier ?? sortie?.quartier;
    return { depuis: this.referentiel.jour, maintenant: new Date(), ici, quartier, attente: this.#attente() };
  }

  // partenaire → orientations. The rencontre in hand is not counted: it is not handed over yet.
  #attente() {
    const { id } = this.saisie.brouillon;
    const autres = this.#enAttente.filter((element) => element.id !== id);
    const attente = new Map();
    for (const { partenaire } of autres.flatMap(({ donnees }) => donnees.orientations ?? [])) {
      attente.set(partenaire, (attente.get(partenaire) ?? 0) + 1);
    }
    return attente;
  }

  async #relire() {
    this.#enAttente = await this.file.enAttente();
    this.montrer();
  }

  #un = (selecteur) => this.racine.querySelector(selecteur);
}
