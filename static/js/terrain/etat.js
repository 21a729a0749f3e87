// The status line: what waits, where it is, what comes next. Calm words, in every state.

import { heureEnClair } from "./horaires.js";

const SUITES = {
  reseau: ", envoi au retour du réseau",
  session: " : se reconnecter pour envoyer",
  appareil: " : cette tablette est à enrôler de nouveau",
  occupe: " : le serveur est occupé, nouvel essai bientôt",
  reessayer: ", nouvel essai bientôt",
  serveur: " : le serveur ne répond pas, nouvel essai bientôt",
  tablette: " : la tablette ne répond pas, recharger la page",
};
const VIDE = { attente: 0, ailleurs: 0, enCours: false, echec: null, synchro: null, aCorriger: 0, deuxVersions: 0 };

// What is seen of the tablet → the words of the line.
export function phrase(vue) {
  const { attente, ailleurs, enCours, synchro, aCorriger, deuxVersions, horsLigne } = { ...VIDE, ...vue };
  if (vue.depassee) return "Une version plus récente est ouverte ailleurs : recharger cette page";
  const parts = [horsLigne && "Hors ligne", enAttente(vue), vue.volatile && "rien n’est gardé sur cette tablette"];
  if (ailleurs) parts.push(`${ailleurs} pour une autre équipe`);
  if (aCorriger) parts.push(`${aCorriger} à corriger`);
  if (deuxVersions) parts.push(`${deuxVersions} en deux versions`);
  if (attente && vue.garantie === false) parts.push("mémoire non garantie");
  if (vue.version) parts.push("nouvelle version prête");
  if (synchro && !(attente && enCours)) parts.push(`dernière synchro ${heure(synchro)}`);
  return parts.filter(Boolean).join(" · ");
}

function enAttente({ attente, enCours, echec }) {
  if (!attente) return SUITES[echec] && ["session", "appareil"].includes(echec) ? `Rien en attente${SUITES[echec]}` : "Rien en attente";
  const combien = `${attente} en attente`;
  const gardees = attente > 1 ? "gardées" : "gardée";
  if (echec) return `${combien}, ${gardees} sur la tablette${SUITES[echec] ?? SUITES.serveur}`;
  return enCours ? `${combien}, envoi en cours…` : combien;
}

function heure(iso) {
  const date = new Date(iso);
  const deux = (n) => String(n).padStart(2, "0");
  return heureEnClair(`${deux(date.getHours())}:${deux(date.getMinutes())}`);
}

export function icone({ attente, echec, aCorriger, deuxVersions, horsLigne }) {
  if (aCorriger || deuxVersions) return "etat-a-corriger";
  if (horsLigne || (echec && attente)) return "etat-hors-ligne";
  return attente ? "etat-en-attente" : "etat-envoye";
}

// The drawn line follows the queue, the copies, the sending and the browser.
export class Etat {
  #vue = VIDE;

  constructor(racine, { file, copies, envoi, identite, memoire }) {
    Object.assign(this, { racine, file, copies, envoi, identite, memoire });
    for (const source of [file, copies, identite]) source.addEventListener("change", () => this.relire());
    envoi.addEventListener("depart", () => this.dire({ enCours: true, echec: null }));
    envoi.addEventListener("arrivee", () => this.arrivee());
    envoi.addEventListener("echec", ({ detail }) => this.echec(detail.nature));
    memoire.suivre(() => this.#ailleurs());
    for (const sens of ["online", "offline"]) addEventListener(sens, () => this.#reseau());
  }

  async ouvrir() {
    this.#reseau();
    this.dire({ synchro: await this.memoire.lire("synchro") });
    await this.relire();
  }

  async relire() {
    const etats = (await this.copies.toutes()).map((copie) => copie.etat);
    const combien = (voulu) => etats.filter((etat) => etat === voulu).length;
    const entrees = await this.file.entrees();
    const siennes = entrees.filter(({ equipe }) => equipe === this.identite.equipe);
    this.dire({
      attente: siennes.length,
      ailleurs: entrees.length - siennes.length,
      aCorriger: combien("a_corriger"),
      deuxVersions: combien("deux_versions"),
    });
  }

  async arrivee() {
    const synchro = new Date().toISOString();
    this.dire({ enCours: false, echec: null, synchro });
    await this.memoire.ecrire("synchro", synchro).catch(() => {}); // a full tablet forgets the hour
  }

  // A refusal is one of the tablet, or of a session that ended.
  echec(nature) {
    this.dire({ enCours: false, echec: nature === "refus" ? this.identite.manque : nature });
  }

  dire(part) {
    this.#vue = { ...this.#vue, ...part };
    const texte = this.racine.querySelector("[data-etat-texte]");
    if (texte.textContent !== phrase(this.#vue)) texte.textContent = phrase(this.#vue);
    const use = this.racine.querySelector("use");
    const href = use.hasAttribute("href") ? "href" : "data-href"; // see illustrer
    use.setAttribute(href, use.getAttribute(href).replace(/#.*/, `#${icone(this.#vue)}`));
    this.racine.dataset.etat = icone(this.#vue);
  }

  // Another tab may be the one that sends.
  async #ailleurs() {
    const synchro = await this.memoire.lire("synchro", "");
    if (synchro > (this.#vue.synchro ?? "")) this.dire({ echec: null, synchro });
  }

  #reseau() {
    this.dire({ horsLigne: navigator.onLine === false });
  }
}
