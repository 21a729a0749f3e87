// Comparing with the server: what it lost, what it set aside, what it settled since.

import { demander } from "./noyau.js";

const TRANCHE = 250; // 30 KB: what a weak network carries
const LISTES = ["absents", "a_corriger", "traites"];

// Resolves with the number of records that wait again, once they do.
export async function rapprocher({ copies, registre, acces }) {
  const siennes = await copies.envoyees();
  if (!siennes.length) return 0;
  const elements = siennes.map(({ id, base, empreinte, etat }) => ({
    id,
    empreinte: etat === "attente" ? base : empreinte,
  }));
  const lire = (rendu) => LISTES.every((nom) => Array.isArray(rendu?.[nom])) && rendu;
  const copieDe = ({ id }) => siennes.find((copie) => copie.id === id);
  let renvoyes = 0;
  for (let debut = 0; debut < elements.length; debut += TRANCHE) {
    const corps = { equipe: copies.equipe(), elements: elements.slice(debut, debut + TRANCHE) };
    const { absents, a_corriger, traites } = await demander(corps, lire, acces);
    await copies.lacher(traites);
    const perdus = [...absents, ...a_corriger.filter((un) => ancienne(copieDe(un), un.actuelle))];
    for (const perdu of perdus) await registre.renvoyer(copieDe(perdu), perdu.actuelle);
    renvoyes += perdus.length;
  }
  return renvoyes;
}

// Set aside beside a version that is our own, older: the server had come back from a backup.
const ancienne = ({ etat, versions }, actuelle) => etat === "deux_versions" && versions.includes(actuelle);
