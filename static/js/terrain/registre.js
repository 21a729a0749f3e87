// The one way in: what is saved, new or mended, is built, queued and copied in one transaction,
// then sent.

import { element } from "./contrat.js";
import { estTenu } from "./copies.js";
import { pleine } from "./garde.js";
import { enFile } from "./memoire.js";

const LUS = ["attente", "copies"];
const ECRITS = [...LUS, "brouillons", "meta"];

export class Registre {
  #tour = enFile();

  constructor({ base, file, copies, envoi, auteur, equipe }) {
    Object.assign(this, { base, file, copies, envoi, auteur, equipe });
  }

  // `connue` is the version read on the server, for a record this tablet did not make; `avec`
  // writes in the same transaction; `jetons` waits beside it and never leaves. Resolves when the
  // tablet holds the record; rejects when it could not keep it.
  noter(type, id, donnees, { connue = null, avec = null, jetons } = {}) {
    const qui = { auteur: this.auteur(), equipe: this.equipe(), jetons };
    return this.#tour(async () => {
      const note = await this.#noter(type, id, donnees, { ...qui, connue, avec });
      await this.#partir(note);
      return note;
    });
  }

  // What the server lost, sent again as this tablet remembers it, unless a newer version waits.
  // `actuelle`: the version the server holds instead, which is replaced only if it is ours.
  renvoyer({ id, type, donnees, auteur, equipe, base, versions }, actuelle) {
    const remplace = !actuelle || versions.includes(actuelle) ? actuelle : base;
    const connue = { empreinte: remplace, edition: donnees.edition };
    return this.#tour(async () => {
      const attendait = await this.base.ecrire(LUS, (tx) => this.file.rebaser(tx, id, remplace));
      if (!attendait) await this.#noter(type, id, donnees, { auteur, equipe, connue });
    });
  }

  // Undone, as long as it has not left: false when it is too late.
  annuler(id) {
    return this.#tour(() =>
      this.base.ecrire(LUS, async (tx) => {
        const copie = await this.copies.lire(tx, id);
        if (copie?.base || copie?.repondue || !(await this.file.retirer(tx, id))) return false;
        await this.copies.retirer(tx, id);
        return true;
      }),
    );
  }

  // Out of the queue and into the copies at once: a tab killed between the two loses neither.
  // A full tablet, which can only erase, keeps no copy of what the server holds, and the rest.
  async recevoir(verdicts) {
    const ranger = (lesquels, faire) =>
      this.base.ecrire(LUS, async (tx) => {
        await faire(tx);
        await this.file.acquitter(tx, lesquels);
      });
    const envoyes = await this.file.enAttente();
    await ranger(verdicts, (tx) => this.copies.recevoir(tx, verdicts, envoyes)).catch(async (erreur) => {
      if (!pleine(erreur)) throw erreur;
      const finis = verdicts.filter((un) => estTenu(un) || un.verdict === "supprime");
      await ranger(finis, (tx) => this.copies.liberer(tx, finis));
      if (finis.length < verdicts.length) throw erreur;
    });
  }

  // Hashing is not the base's work, so the record is built before the transaction, for what is
  // thought to be there: nothing, most often, and one transaction is enough. It is built again
  // when the base holds something else.
  async #noter(type, id, donnees, { auteur, equipe, jetons, connue, avec }) {
    let avant = {};
    for (;;) {
      const nouveau = await element(type, { id, donnees, auteur, ...suite(avant, connue) });
      const autre = await this.base.ecrire(ECRITS, async (tx) => {
        const la = await this.#lire(tx, id, equipe);
        if (repere(la) !== repere(avant)) return la;
        await Promise.all([
          this.file.poser(tx, nouveau, equipe, la.attente, jetons),
          this.copies.poser(tx, nouveau, equipe, la),
          avec?.(tx),
        ]);
      });
      if (!autre) return nouveau;
      avant = autre;
    }
  }

  async #lire(tx, id, equipe) {
    const lus = [this.file.derniere(tx, id), this.copies.lire(tx, id), this.copies.dernierRang(tx)];
    const [attente, copie, dernier] = await Promise.all(lus);
    if ([attente, copie].some((une) => une && une.equipe !== equipe)) {
      throw new Error("Cet enregistrement est celui d’une autre équipe.");
    }
    return { attente, copie, dernier };
  }

  // Where nothing is kept, only the server's word makes a record saved.
  async #partir({ id }) {
    const envoi = this.envoi.vider();
    if (this.base.durable) return;
    await envoi;
    if (!(await this.file.version(id))) return;
    await this.base.ecrire(LUS, async (tx) => {
      await this.file.oublier(tx, id);
      await this.copies.retirer(tx, id);
    });
    throw new Error("Le serveur n’a pas répondu.");
  }
}

// What the next version replaces, and its number.
function suite({ attente, copie }, connue) {
  if (attente) {
    const { remplace, empreinte, donnees } = attente.element;
    return { remplace: attente.fige ? empreinte : remplace, edition: (donnees.edition ?? 1) + 1 };
  }
  const derniere = connue ?? copie;
  if (!derniere) return { remplace: null, edition: 1 };
  return {
    remplace: connue ? connue.empreinte : copie.base,
    edition: (derniere.edition ?? derniere.donnees?.edition ?? 1) + 1,
  };
}

const repere = ({ attente, copie }) =>
  [attente?.element.empreinte, attente?.fige, copie?.empreinte, copie?.base].join();
