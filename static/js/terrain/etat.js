// The status line: what waits, where it is, what comes next. Calm words, in every state.

import { heureEnClair } from "./horaires.js";

const SUITES = {
  reseau: ", envoi au retour du réseau",
  session: " : se reconnecter pour envoyer",
  occupe: " : le serveur est occupé, nouvel essai bientôt",
  reessayer: ", nouvel essai bientôt",
  serveur: " : le serveur ne répond pas, nouvel essai bientôt",
};

// {attente, enCours, echec, synchro, aCorriger, deuxVersions} → the words of the line.
export function phrase({ attente, enCours, echec, synchro, aCorriger = 0, deuxVersions = 0 }) {
  const parts = [enAttente(attente, enCours, echec)];
  if (aCorriger) parts.push(`${aCorriger} à corriger`);
  if (deuxVersions) parts.push(`${deuxVersions} en deux versions`);
  if (synchro && !(attente && enCours)) parts.push(`dernière synchro ${heure(synchro)}`);
  return parts.join(" · ");
}

function enAttente(nombre, enCours, echec) {
  if (!nombre) return "Rien en attente";
  const combien = `${nombre} en attente`;
  const gardees = nombre > 1 ? "gardées" : "gardée";
  if (echec) return `${combien}, ${gardees} sur la tablette${SUITES[echec] ?? SUITES.serveur}`;
  return enCours ? `${combien}, envoi en cours…` : combien;
}

function heure(iso) {
  const date = new Date(iso);
  const deux = (n) => String(n).padStart(2, "0");
  return heureEnClair(`${deux(date.getHours())}:${deux(date.getMinutes())}`);
}

export function icone({ attente, echec, aCorriger, deuxVersions }) {
  if (aCorriger || deuxVersions) return "etat-a-corriger";
  if (echec && attente) return "etat-hors-ligne";
  return attente ? "etat-en-attente" : "etat-envoye";
}

// The drawn line follows the queue, the copies and the sending.
export class Etat {
  #vue = { attente: 0, enCours: false, echec: null, synchro: null };

  constructor(racine, { file, copies, envoi, memoire }) {
    Object.assign(this, { racine, file, copies, envoi, memoire });
    for (const source of [file, copies]) source.addEventListener("change", () => this.relire());
    envoi.addEventListener("depart", () => this.#dire({ enCours: true, echec: null }));
    envoi.addEventListener("arrivee", () => this.arrivee());
    envoi.addEventListener("echec", ({ detail }) =>
      this.#dire({ enCours: false, echec: detail.nature }),
    );
  }

  async ouvrir() {
    this.#dire({ synchro: await this.memoire.lire("synchro") });
    await this.relire();
  }

  async relire() {
    const etats = (await this.copies.toutes()).map((copie) => copie.etat);
    const combien = (voulu) => etats.filter((etat) => etat === voulu).length;
    this.#dire({
      attente: (await this.file.enAttente()).length,
      aCorriger: combien("a_corriger"),
      deuxVersions: combien("deux_versions"),
    });
  }

  async arrivee() {
    const synchro = new Date().toISOString();
    this.#dire({ enCours: false, echec: null, synchro });
    await this.memoire.ecrire("synchro", synchro);
  }

  #dire(part) {
    this.#vue = { ...this.#vue, ...part };
    const texte = this.racine.querySelector("[data-etat-texte]");
    if (texte.textContent !== phrase(this.#vue)) texte.textContent = phrase(this.#vue);
    const use = this.racine.querySelector("use");
    use.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${icone(this.#vue)}`));
    this.racine.dataset.etat = icone(this.#vue);
    this.racine.querySelector("[data-etat-connexion]").hidden = this.#vue.echec !== "session";
  }
}
