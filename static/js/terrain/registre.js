// The one way in: what is saved, new or mended, is built, queued, copied, then sent.

import { element } from "./contrat.js";
import { ilYA, jourIso } from "./horaires.js";
import { enFile } from "./memoire.js";

const CLE = "copies";
const JOURS = 30;
const ETATS = {
  cree: "recue",
  deja: "recue",
  remplace: "recue",
  quarantaine: "a_corriger",
  conflit: "deux_versions",
};

// What this tablet logged, kept 30 days to be seen and mended. Never a note: it leaves with
// the record.
export class Copies extends EventTarget {
  #memoire;
  #tour = enFile();

  constructor(memoire) {
    super();
    this.#memoire = memoire;
  }

  async trouver(id) {
    return (await this.#lire())[id];
  }

  async toutes() {
    return Object.values(await this.#lire());
  }

  async du(type) {
    return (await this.toutes()).filter((copie) => copie.type === type);
  }

  noter({ id, type, empreinte, donnees }) {
    const { note, ...sansNote } = donnees;
    return this.#changer((copies) => {
      const avant = copies[id];
      const jour = avant?.jour ?? jourIso();
      const base = avant?.base ?? null;
      copies[id] = { id, type, empreinte, donnees: sansNote, base, jour, etat: "attente" };
    });
  }

  // `base` is the last version the server is known to hold: the one a replacement names.
  verdicts(verdicts) {
    return this.#changer((copies) => {
      for (const { id, empreinte, verdict, motif } of verdicts) {
        const copie = copies[id];
        if (!copie || verdict === "reessayer") continue;
        if (verdict === "supprime") delete copies[id];
        if (ETATS[verdict] === "recue") copie.base = empreinte;
        if (copie.empreinte === empreinte) Object.assign(copie, { etat: ETATS[verdict], motif });
      }
    });
  }

  purger(aujourdhui = new Date()) {
    const limite = ilYA(JOURS, aujourdhui);
    return this.#changer((copies) => {
      for (const { id, jour, etat } of Object.values(copies)) {
        if (etat === "recue" && jour < limite) delete copies[id];
      }
    });
  }

  #lire() {
    return this.#memoire.lire(CLE, {});
  }

  #changer(changer) {
    return this.#tour(async () => {
      const copies = await this.#lire();
      changer(copies);
      await this.#memoire.ecrire(CLE, copies);
      this.dispatchEvent(new Event("change"));
    });
  }
}

export class Registre {
  #tour = enFile();

  constructor({ file, copies, envoi, auteur }) {
    Object.assign(this, { file, copies, envoi, auteur });
  }

  // `connue` is the version read on the server, for a record this tablet did not make.
  // Resolves when the tablet holds the record; rejects when it could not keep it.
  noter(type, id, donnees, connue = null) {
    return this.#tour(async () => {
      const { remplace, edition } = await this.#precedente(id, connue);
      const auteur = this.auteur();
      const nouveau = await element(type, { id, donnees, auteur, remplace, edition });
      await this.file.ajouter(nouveau);
      await this.copies.noter(nouveau);
      this.envoi.vider();
      return nouveau;
    });
  }

  async #precedente(id, connue) {
    const enAttente = await this.file.version(id);
    const copie = await this.copies.trouver(id);
    const derniere = enAttente ?? connue ?? copie;
    if (!derniere) return { remplace: null, edition: 1 };
    return {
      remplace: enAttente?.empreinte ?? connue?.empreinte ?? copie?.base ?? null,
      edition: (derniere.donnees?.edition ?? derniere.edition ?? 1) + 1,
    };
  }
}
