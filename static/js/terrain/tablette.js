// The sheet of the tablet: who it is, what it keeps, what waits there, and the way out.

import { compte, consulter, garantie, surOuverture } from "./noyau.js";
import { codeDe, enroler, peutScanner, scanner } from "./enrolement.js";
import { exporter } from "./export.js";

const MEMOIRE = new Map([
  [true, "Le navigateur garantit la mémoire de cette tablette."],
  [false, "Le navigateur ne garantit pas la mémoire : installer Medlové sur l’écran d’accueil, et envoyer souvent."],
  [null, "Le navigateur ne dit pas s’il garde la mémoire : envoyer souvent."],
]);

export class Tablette {
  constructor(parties) {
    Object.assign(this, parties);
    this.feuillet = surOuverture("tablette", () => this.montrer());
    this.form = this.feuillet.querySelector("form");
    this.form.addEventListener("submit", (envoi) => this.#enroler(envoi));
    this.#brancher("membre", () => this.#obtenir());
    this.#brancher("scanner", () => this.#scanner());
    this.#brancher("envoyer", () => this.envoi.vider({ presse: true }).then(() => this.montrer()));
    this.#brancher("exporter", () => this.#exporter());
    this.feuillet.addEventListener("close", () => this.arret?.abort());
  }

  async montrer() {
    const { appareil, refusee } = this.identite;
    const { equipe } = this.referentiel;
    const moi = this.referentiel.moi && !refusee;
    this.#dire("qui", qui(appareil, refusee));
    this.#montrer("enrolement", !appareil || refusee);
    this.#montrer("membre", moi && !appareil);
    this.#dire("membre", `L’enrôler pour l’équipe ${equipe?.nom}`);
    this.#montrer("connexion", !appareil && !moi);
    this.#montrer("scanner", peutScanner());
    this.form.elements.code.value ||= codeDe(location.hash);
    this.form.elements.nom.value ||= appareil?.nom ?? "";
    this.#dire("memoire", this.base.durable ? MEMOIRE.get(await garantie()) : "Ce navigateur ne garde rien : chaque rencontre part tout de suite, ou reste à l’écran.");
    const attente = (await this.file.entrees()).length;
    this.#dire("attente", attente ? `${attente} en attente sur cette tablette.` : "Rien n’attend sur cette tablette.");
    this.#montrer("sortir", attente > 0);
    this.#dire("serveur", await this.#totaux());
  }

  // The server tells what it has, whatever the tablet remembers.
  async #totaux() {
    const { sortie } = this.contexte;
    if (!sortie) return "";
    const reponse = await consulter(this.acces(`sorties/${sortie.id}/totaux/`));
    return reponse?.ok ? `Sur le serveur, pour cette sortie : ${compte(await reponse.json())}.` : "";
  }

  async #enroler(envoi) {
    envoi.preventDefault();
    const code = this.form.elements.code.value.trim();
    if (code) await this.#obtenir(code);
    else this.#faute("Écrire le code que montre la coordination.");
  }

  async #obtenir(code = "") {
    try {
      const nom = this.form.elements.nom.value.trim() || "Tablette";
      const change = await this.identite.enroler(await enroler(this.acces("appareils/"), nom, code));
      if (change) return location.reload();
    } catch (refus) {
      return this.#faute(refus.message);
    }
    history.replaceState(null, "", location.pathname + location.search); // the code is spent
    this.#faute("");
    this.form.reset();
    await this.referentiel.rafraichir();
    await this.envoi.vider();
    await this.montrer();
    this.message.dire("Tablette enrôlée : elle note et envoie sans connexion à un compte.");
  }

  async #scanner() {
    const video = this.feuillet.querySelector("video");
    this.arret = new AbortController();
    video.hidden = false;
    const code = await scanner(video, this.arret.signal).catch(() => this.#faute("La caméra n’est pas disponible : taper le code."));
    video.hidden = true;
    if (code) await this.#obtenir(code);
  }

  async #exporter() {
    const nombre = await exporter(this.file, this.identite);
    this.#dire("attente", `${nombre} dans le fichier, à remettre à la coordination. Tout reste aussi sur la tablette.`);
  }

  #faute(texte) {
    const faute = this.feuillet.querySelector("[data-faute]");
    faute.hidden = !texte;
    faute.textContent = texte;
  }

  #un = (nom) => this.feuillet.querySelector(`[data-tablette=${nom}]`);

  #brancher(nom, geste) {
    this.#un(nom).addEventListener("click", geste);
  }

  #dire(nom, texte) {
    this.#un(nom).textContent = texte;
  }

  #montrer(nom, oui) {
    this.#un(nom).hidden = !oui;
  }
}

function qui(appareil, refusee) {
  if (!appareil) return "Cette tablette n’est pas enrôlée.";
  const nom = `${appareil.nom}, équipe ${appareil.equipe.nom}`;
  return refusee ? `${nom} : retirée par la coordination. Demander un nouveau code, ou exporter ce qui attend.` : nom;
}
