// The lines: rencontres sketched in the street or counted au retour, told one after the other.

import { Bande } from "./bande.js";
import { Carnet } from "./carnet.js";
import { aRaconter, etat, vides } from "./esquisses.js";
import { enFile } from "./noyau.js";
import { Pictogramme } from "./pictogramme.js";
import { sortirLaReserve } from "./reserve.js";
import { Vides } from "./vides.js";

export async function ouvrirLesLignes(parties) {
  await sortirLaReserve();
  const lignes = new Lignes(parties);
  await lignes.ouvrir();
  return lignes;
}

class Lignes {
  #tour = enFile();
  #taps = enFile(); // a tap counts for what the one before it made
  plusieurs = null; // while several lines are told at once

  constructor(parties) {
    Object.assign(this, parties);
    const racine = document.querySelector("[data-lignes]");
    this.annuler = document.querySelector("[data-esquisse=retirer]");
    this.carnet = new Carnet(parties);
    this.bande = new Bande(racine, parties, (id) => this.#taps(() => this.#toucher(id)));
    this.pictogramme = new Pictogramme(parties);
    this.vides = new Vides(racine, this);
    racine.querySelector("[data-plusieurs]").addEventListener("click", () => this.#taps(() => this.#basculer()));
    this.saisie.suite = (finie) => this.#suite(finie);
  }

  async ouvrir() {
    await this.carnet.purger();
    await this.#suivreLaSortie();
    await this.montrer();
    this.contexte.addEventListener("change", () => this.#suivreLaSortie());
    for (const source of [this.contexte, this.brouillons, this.saisie]) {
      source.addEventListener("change", () => this.montrer());
    }
  }

  montrer() {
    return this.#tour(async () => {
      await this.carnet.relire();
      const { carnet, plusieurs } = this;
      const { id } = this.saisie.brouillon;
      this.bande.montrer(carnet.toutes, { pressees: plusieurs?.ids ?? [id], plusieurs });
      this.vides.montrer(plusieurs ? [] : vides(carnet.rangees));
      this.pictogramme.montrer(plusieurs ? null : carnet.rangees.find((une) => une.id === id));
      this.annuler.disabled = !carnet.derniereVide;
    });
  }

  // « + Rencontre », and its undoing.
  async ajouter() {
    await this.carnet.esquisser(1, await this.contexte.halteOuNouvelle());
  }

  async retirer() {
    const vide = this.carnet.derniereVide;
    if (vide) await this.oublier([vide.id]);
  }

  async oublier(ids) {
    await this.brouillons.oublier(ids);
    if (ids.includes(this.saisie.brouillon.id)) await this.saisie.suivante();
  }

  // The first line still to tell.
  async commencer() {
    await this.carnet.relire();
    const [premiere] = aRaconter(this.carnet.rangees);
    if (premiere) await this.prendre(premiere.id);
  }

  async prendre(id) {
    await this.carnet.mettreDeCote();
    const brouillon = await this.brouillons.prendre(id);
    if (!brouillon) return this.message.dire("Cette ligne est ouverte dans un autre onglet.");
    this.saisie.prendre(brouillon);
    this.saisie.accueillir();
  }

  async #toucher(id) {
    if (this.plusieurs) return this.plusieurs.basculer(id);
    const ligne = this.carnet.rangees.find((une) => une.id === id);
    if (id === this.saisie.brouillon.id || !ligne) return;
    if (etat(ligne) !== "faite") return this.prendre(id);
    await (await this.gestes()).rouvrir(id);
  }

  async #basculer() {
    if (this.plusieurs) return this.plusieurs.quitter();
    const { Plusieurs } = await import("./plusieurs.js");
    await this.carnet.mettreDeCote();
    this.plusieurs = new Plusieurs(this);
    await this.plusieurs.basculer(this.saisie.brouillon.id);
  }

  // After a line the next one; after a rencontre told outside of them, a blank form.
  #suite({ id, esquisse }) {
    this.plusieurs?.finir();
    return esquisse ? this.carnet.prochaine(id) : null;
  }

  // A line of another sortie is kept, and left for a blank form.
  async #suivreLaSortie() {
    const { sortie } = this.contexte.choix;
    const { esquisse } = this.saisie.brouillon;
    if (!sortie || !esquisse || esquisse.sortie === sortie) return;
    this.plusieurs?.finir();
    this.saisie.prendre(await this.brouillons.recommencer());
  }
}
