// A tab: the shipped modules, on the base of its tablet, over a network that can fail. It can be
// killed at any instant: what it asked of the base or of the network is then never answered.

import forceCloseDatabase from "../vendor/fake-indexeddb/build/esm/forceCloseDatabase.js";

import { unwrap } from "../../../static/vendor/idb/index.js";
import { Base } from "../../../static/js/terrain/base.js";
import { Copies } from "../../../static/js/terrain/copies.js";
import { Envoi } from "../../../static/js/terrain/envoi.js";
import { File } from "../../../static/js/terrain/file.js";
import { rapprocher } from "../../../static/js/terrain/rapprochement.js";
import { Registre } from "../../../static/js/terrain/registre.js";
import { poster } from "../../../static/js/terrain/reseau.js";

const JAMAIS = new Promise(() => {});

class BaseMortelle extends Base {
  morte = false;

  ouvrir() {
    return this.morte ? JAMAIS : super.ouvrir();
  }

  // Kept perhaps, but nobody was told.
  async ecrire(...quoi) {
    const rendu = await super.ecrire(...quoi);
    return this.morte ? JAMAIS : rendu;
  }

  async tuer() {
    const ouverte = super.ouvrir();
    this.morte = true;
    forceCloseDatabase(unwrap(await ouverte));
    await this.fermer();
  }
}

export class Onglet {
  #mort = false;
  compare = false; // whether the last comparison with the server came to its end

  constructor(tablette) {
    const { nom, reseau, verrous, equipe, auteur } = tablette;
    this.tablette = tablette;
    this.base = new BaseMortelle(nom);
    this.file = new File(this.base);
    this.copies = new Copies(this.base, () => equipe.id);
    const acces = (chemin) => ({
      adresse: `${equipe.adresse}/api/v1/${chemin}`,
      entetes: () => ({ Authorization: `Medlove-Appareil ${equipe.jeton}` }),
      chercher: (...demande) => (this.#mort ? JAMAIS : reseau.chercher(...demande).finally(() => this.#survivre())),
      delai: 2_000,
    });
    this.envoi = new Envoi({
      file: this.file,
      equipe: () => equipe.id,
      poster: (lot, sienne) => poster(lot, sienne, acces("lots/")),
      recevoir: (verdicts) => this.registre.recevoir(verdicts),
      comparer: async () => {
        this.compare = false;
        await rapprocher({ copies: this.copies, registre: this.registre, acces: acces("rapprochement/") });
        this.compare = true;
      },
      verrous: verrous.pour(this),
    });
    this.registre = new Registre({
      ...{ base: this.base, file: this.file, copies: this.copies, envoi: this.envoi },
      equipe: () => equipe.id,
      auteur,
    });
    // An attempt by itself would come after the end.
    this.envoi.addEventListener("echec", () => this.envoi.arreter());
  }

  async tuer() {
    this.#mort = true;
    this.envoi.arreter();
    await this.base.tuer();
    this.tablette.verrous.fermer(this);
  }

  // As a page that is left once all is quiet.
  async quitter() {
    await this.envoi.vider();
    this.envoi.arreter();
    await this.tuer();
  }

  #survivre() {
    return this.#mort ? JAMAIS : undefined;
  }
}
