// The gestures beside saving: like the last one, not to be noted, left as it was.

import { commeLaPrecedente } from "./rencontre.js";

const PARTIE = "Trop tard pour ne pas la noter : elle est partie, ou part en ce moment. La coordination peut la supprimer.";

export class Gestes {
  constructor(parties) {
    Object.assign(this, parties);
  }

  // One that waits still is taken back; nothing of it stays but a passage.
  async nePasNoter() {
    if (!this.exiger()) return;
    const { id, reprise, esquisse } = this.saisie.brouillon;
    if (reprise && !(await this.registre.annuler(id))) return this.message.dire(PARTIE);
    await this.compteurs.compter("passages", 1, (reprise ?? esquisse)?.halte);
    await this.brouillons.oublier([id]);
    await this.saisie.suivante();
    this.message.dire("Rien n’a été noté de cette rencontre ; un passage de plus est compté.");
  }

  async commeLaPrecedente() {
    const precedente = await this.memoire.lire("precedente");
    if (!precedente) {
      return this.message.dire("Aucune rencontre enregistrée avant celle-ci sur cette tablette.");
    }
    this.saisie.changer(commeLaPrecedente(this.saisie.brouillon.rencontre, precedente));
  }

  // The record stays as it was saved.
  async abandonner() {
    await this.brouillons.rendre(this.saisie.brouillon);
    await this.saisie.suivante();
  }
}
