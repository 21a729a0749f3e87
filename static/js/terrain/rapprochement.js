// Comparing with the server: what it lost, what it set aside, what it settled since.

import { demander } from "./envoi.js";

const LISTES = ["absents", "a_corriger", "traites"];

export class Rapprochement extends EventTarget {
  constructor({ copies, registre, acces }) {
    super();
    Object.assign(this, { copies, registre, acces });
  }

  // Resolves once what must be sent again waits in the queue.
  async faire() {
    const siennes = (await this.copies.toutes()).filter(connueDuServeur);
    if (!siennes.length) return;
    const elements = siennes.map(({ id, base, empreinte, etat }) => ({
      id,
      empreinte: etat === "attente" ? base : empreinte,
    }));
    const lire = (rendu) => LISTES.every((nom) => Array.isArray(rendu?.[nom])) && rendu;
    const { absents, a_corriger, traites } = await demander({ elements }, lire, this.acces);
    await this.copies.marquer(traites.map((un) => ({ ...un, etat: "traitee" })));
    await this.#renvoyer([...absents, ...a_corriger.filter((un) => ancienne(un, siennes))], siennes);
  }

  async #renvoyer(perdus, siennes) {
    for (const { id, actuelle } of perdus) {
      await this.registre.renvoyer(siennes.find((copie) => copie.id === id), actuelle);
    }
    if (perdus.length) this.dispatchEvent(new CustomEvent("renvoi", { detail: perdus.length }));
  }
}

// Sent at least once, and answered.
const connueDuServeur = ({ base, etat }) => Boolean(base) || etat !== "attente";

// Set aside beside a version that is our own, older: the server had come back from a backup.
function ancienne({ id, actuelle }, siennes) {
  const copie = siennes.find((une) => une.id === id);
  return copie.etat === "deux_versions" && copie.versions.includes(actuelle);
}
