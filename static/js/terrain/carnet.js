// The sketches of this tablet: read, made, put aside, taken in their turn.

import { deLaSortie, esquisser, parHalte, suivante, vides } from "./esquisses.js";
import { pasGardee } from "./noyau.js";

const JOUR = 86_400_000;
const esquissees = (brouillons) => brouillons.filter(({ esquisse }) => esquisse);

export class Carnet {
  toutes = [];

  constructor({ brouillons, contexte, saisie, message }) {
    Object.assign(this, { brouillons, contexte, saisie, message });
  }

  async relire() {
    this.toutes = await this.brouillons.esquisses();
  }

  // Those of the sortie, in order.
  get rangees() {
    const { sortie } = this.contexte.choix;
    const groupes = parHalte(deLaSortie(this.toutes, sortie), this.contexte.haltes());
    return groupes.flatMap(({ esquisses }) => esquisses);
  }

  // The one that the halte where we stand got last, if nothing is told of it.
  get derniereVide() {
    const { halte } = this.contexte.choix;
    return vides(this.rangees).findLast(({ esquisse }) => esquisse.halte === halte);
  }

  // Traces that no bilan wiped go the next day.
  async purger() {
    await this.relire();
    const passees = this.toutes.filter(({ faite }) => Date.now() - faite > JOUR);
    await this.brouillons.oublier(passees.map(({ id }) => id));
  }

  // True once the tablet holds them.
  async esquisser(combien, halte) {
    const ou = { sortie: this.contexte.choix.sortie, halte };
    try {
      await this.brouillons.ajouter((tous) => esquisser(combien, ou, esquissees(tous)));
      return true;
    } catch (erreur) {
      this.message.dire(pasGardee(erreur), "erreur");
      return false;
    }
  }

  // What was begun outside of the lines becomes one of them: opening another loses nothing.
  async mettreDeCote() {
    const { brouillon, entamee } = this.saisie;
    if (brouillon.esquisse || !entamee) return;
    const { sortie, halte } = brouillon.reprise ?? this.contexte.choix;
    const ou = { sortie, halte: halte ?? (await this.contexte.halteOuNouvelle()) };
    await this.brouillons.ajouter((tous) => {
      const [{ esquisse }] = esquisser(1, ou, esquissees(tous));
      return [{ ...brouillon, esquisse, change: Date.now() }];
    });
  }

  // The next to tell after this one, held by this tab; null when none is left for it.
  async prochaine(id) {
    await this.relire();
    for (let reste = this.rangees; ; ) {
      const ligne = suivante(reste, id);
      const prise = ligne && (await this.brouillons.prendre(ligne.id));
      if (!ligne || prise) return prise;
      reste = reste.filter((une) => une !== ligne);
    }
  }
}
