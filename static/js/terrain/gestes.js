// The gestures beside saving: like the last one, not to be noted, mended, undone, left as it was.

import { sansVides } from "./noyau.js";

const PARTIE = "Trop tard pour ne pas la noter : elle est partie, ou part en ce moment. La coordination peut la supprimer.";
const TROP_TARD = "Trop tard pour annuler : elle est partie, ou part en ce moment. « Modifier » la corrige encore.";

// « Comme la précédente »: the besoins and what was answered, never the person.
export function commeLaPrecedente(r, precedente) {
  const besoins = precedente.besoins.map(({ categorie, organisme, reponse, exigences }) =>
    sansVides({ id: crypto.randomUUID(), categorie, organisme, reponse, exigences }),
  );
  return { ...r, besoins, courant: besoins.at(-1)?.id ?? null, orientations: [] };
}

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

  async modifier(bouton) {
    await this.rouvrir(bouton.closest("[data-id]").dataset.id);
  }

  // From the version that waits, which holds its note, else from the copy, which does not. What
  // was begun meanwhile is put aside as a line; one told as a line stays that line.
  async rouvrir(id) {
    const connue = (await this.file.version(id)) ?? (await this.copies.trouver(id));
    if (!connue) return;
    if (this.saisie.entamee) await (await this.lignes()).carnet.mettreDeCote();
    const ligne = (await this.brouillons.esquisses()).find((une) => une.id === id);
    await this.saisie.reprendre(id, connue.donnees, ligne?.esquisse);
    const { jetons = {} } = (await this.file.entrees()).findLast(({ element }) => element.id === id) ?? {};
    if (this.saisie.brouillon.id === id) this.saisie.completer({ jetons });
    this.saisie.accueillir();
  }

  // As if it had never been noted, as long as it has not left.
  async annuler(bouton) {
    const { id } = bouton.closest("[data-id]").dataset;
    if (!(await this.registre.annuler(id))) return this.message.dire(TROP_TARD);
    await this.brouillons.oublier([id]);
    if (this.saisie.brouillon.id === id) await this.saisie.suivante();
    this.message.dire("Annulée : rien n’en reste, ni ici ni sur le serveur.");
  }
}
