// One schedule: gestures and accidents drawn from a seed, then rest, then the comparison.

import { Carnet } from "./carnet.js";
import { GESTES } from "./gestes.js";
import { Hasard } from "./hasard.js";
import { Onglet } from "./onglet.js";
import { PANNES, Reseau } from "./reseau.js";
import { Saisies } from "./saisies.js";
import { Verrous } from "./verrous.js";

const REPOS = 80;

export class Deroule {
  trace = [];

  // `equipe` is {id, adresse, jeton, membres, sortie, halte}; `arbitre` restarts and restores.
  constructor(graine, equipe, arbitre) {
    Object.assign(this, { graine, equipe, arbitre });
    this.hasard = new Hasard(graine);
    this.saisies = new Saisies(this.hasard, graine, equipe);
    this.carnet = new Carnet();
    this.auteur = equipe.membres[0];
    this.tablette = {
      nom: `epreuve-${graine}`,
      reseau: new Reseau(),
      verrous: new Verrous(),
      equipe,
      auteur: () => this.auteur,
    };
    this.onglets = [new Onglet(this.tablette)];
  }

  // The faults found, as sentences.
  async jouer() {
    const longueur = 10 + this.hasard.entier(15);
    for (let pas = 0; pas < longueur; pas += 1) {
      const geste = this.hasard.pese(GESTES);
      this.trace.push(geste);
      await this[geste]();
    }
    const repos = await this.#reposer();
    const fautes = this.carnet.comparer(await this.arbitre.lignes(this.equipe.id));
    return repos ? fautes : ["du travail en attente pour toujours", ...fautes];
  }

  get onglet() {
    return this.hasard.un(this.onglets);
  }

  noter() {
    return this.hasard.nombre() < 0.7 ? this.#sauver("rencontre", this.saisies.rencontre()) : this.#sauver("passages", this.saisies.passages());
  }

  async modifier() {
    if (!this.carnet.ids.length) return;
    const id = this.hasard.un(this.carnet.ids);
    const onglet = this.onglet;
    const connue = (await onglet.file.version(id)) ?? (await onglet.copies.trouver(id));
    if (!connue || connue.etat === "deux_versions") return;
    const { edition, ...donnees } = connue.donnees;
    const type = this.carnet.type(id);
    await this.#sauver(type, { id, donnees: { ...donnees, ...this.saisies.changement(type) } }, onglet);
  }

  async envoyer() {
    const envoi = this.onglet.envoi.vider();
    if (this.hasard.nombre() < 0.6) await envoi;
  }

  // Anywhere in the middle of what is going on.
  async tuer() {
    const rang = this.hasard.entier(this.onglets.length);
    this.#commencerQuelqueChose(this.onglets[rang]);
    for (let tour = this.hasard.entier(12); tour > 0; tour -= 1) await new Promise(setImmediate);
    await this.onglets[rang].tuer();
    this.onglets.splice(rang, 1, new Onglet(this.tablette));
  }

  async couper() {
    this.tablette.reseau.horsLigne = !this.tablette.reseau.horsLigne;
  }

  async panne() {
    this.tablette.reseau.panne = this.hasard.un(PANNES);
    await this.onglet.envoi.vider();
  }

  async second() {
    if (this.onglets.length < 2) this.onglets.push(new Onglet(this.tablette));
    else await this.onglets.pop().quitter();
  }

  async changer() {
    this.auteur = this.hasard.un(this.equipe.membres);
  }

  // A new version of the page: applied when nothing is under way, in every tab.
  async version() {
    for (const onglet of this.onglets.splice(0)) await onglet.quitter();
    this.onglets.push(new Onglet(this.tablette));
  }

  redemarrer() {
    return this.arbitre.redemarrer();
  }

  async sauvegarder() {
    await this.arbitre.sauvegarder(this.equipe.id);
    this.sauvegarde = true;
  }

  async restaurer() {
    if (!this.sauvegarde) return;
    await this.arbitre.restaurer(this.equipe.id);
    this.carnet.restaurer();
  }

  async #sauver(type, { id, donnees }, onglet = this.onglet) {
    const debut = this.carnet.commencer(id, type, donnees, this.auteur);
    await onglet.registre.noter(type, id, donnees);
    this.carnet.finir(id, debut);
  }

  #commencerQuelqueChose(onglet) {
    if (this.hasard.nombre() < 0.5) return void onglet.envoi.vider();
    const { id, donnees } = this.saisies.rencontre();
    const debut = this.carnet.commencer(id, "rencontre", donnees, this.auteur);
    onglet.registre.noter("rencontre", id, donnees).then(() => this.carnet.finir(id, debut));
  }

  // Back on line, a tab after another, until one has nothing to send and the server lacks nothing:
  // a comparison that failed says nothing, and is made again by the next tab.
  async #reposer() {
    Object.assign(this.tablette.reseau, { horsLigne: false, panne: null });
    for (const onglet of this.onglets) await onglet.tuer();
    for (let tour = 0; tour < REPOS; tour += 1) {
      const onglet = new Onglet(this.tablette);
      const bruits = [];
      for (const nom of ["depart", "echec"]) onglet.envoi.addEventListener(nom, () => bruits.push(nom));
      await onglet.envoi.vider();
      await onglet.tuer();
      if (!bruits.length && onglet.compare) return true;
      if (bruits.includes("echec") || !onglet.compare) await new Promise((suite) => setTimeout(suite, 100));
    }
    return false;
  }
}
