// Contract version 1: how an element is built. Nothing here touches the page nor the network.

import { canonique, empreinte } from "./canonique.js";
import { CHAMPS, DRAPEAUX, mineure, nouvelle, sansVides } from "./rencontre.js";

export const SCHEMA = 1;
const INCONNU = "non_renseigne";

export async function element(type, { id, donnees, auteur, remplace = null, edition = 1 }) {
  // Through the canonical form: what is sent is, to the byte, what was hashed.
  const dites = JSON.parse(canonique(edition > 1 ? { ...donnees, edition } : donnees));
  return {
    id,
    type,
    schema: SCHEMA,
    remplace,
    auteur,
    saisi_le: horodatage(),
    empreinte: await empreinte(dites),
    donnees: dites,
  };
}

export function horodatage(date = new Date()) {
  const decalage = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + decalage * 60_000).toISOString().slice(0, 19);
  const deux = (nombre) => String(nombre).padStart(2, "0");
  const minutes = Math.abs(decalage);
  const signe = decalage < 0 ? "-" : "+";
  return `${local}${signe}${deux(Math.floor(minutes / 60))}:${deux(minutes % 60)}`;
}

// `domaine` gives the domain of a category; `reprise` is set when a record already logged is mended.
export function enDonnees(r, { sortie, halte, questions, domaine, reprise = null }) {
  const champs = sansVides(Object.fromEntries(CHAMPS.map((nom) => [nom, r.champs[nom]])));
  const drapeaux = DRAPEAUX.filter((nom) => r.champs[nom]).map((nom) => [nom, true]);
  return sansVides({
    sortie,
    halte: halte ?? null,
    besoins: r.besoins.map((besoin) => unBesoin(besoin, domaine)),
    orientations: r.orientations.filter((une) => une.partenaire),
    ...profil(r.personne),
    ...champs,
    vecu: mineure(r) ? [] : r.vecu,
    questions_posees: questions,
    ...Object.fromEntries(drapeaux),
    note: laNote(r, reprise),
  });
}

function unBesoin(besoin, domaine) {
  const { non_recours, ...reste } = besoin;
  return domaine(besoin.categorie) === "droits" ? besoin : reste;
}

function profil(personne) {
  const [tranche_age, genre] = (personne ?? `${INCONNU}/${INCONNU}`).split("/");
  const connu = (valeur) => (valeur === INCONNU ? undefined : valeur);
  return { tranche_age: connu(tranche_age), genre: connu(genre) };
}

// In a replacement an absent note is unchanged and `null` erased: the copy did not hold it.
// `reprise.note`: it was there to be read, so emptied, it is erased.
function laNote(r, reprise) {
  if (mineure(r)) return reprise ? null : undefined;
  return r.note.trim() || (reprise?.note ? null : undefined);
}

export function enRencontre(id, donnees) {
  const besoins = donnees.besoins ?? [];
  const { tranche_age = INCONNU, genre = INCONNU } = donnees;
  const noms = [...CHAMPS, ...DRAPEAUX].filter((nom) => donnees[nom]);
  return {
    ...nouvelle(id),
    besoins,
    courant: besoins.at(-1)?.id ?? null,
    orientations: donnees.orientations ?? [],
    personne: donnees.tranche_age || donnees.genre ? `${tranche_age}/${genre}` : null,
    champs: Object.fromEntries(noms.map((nom) => [nom, donnees[nom] === true ? "oui" : donnees[nom]])),
    vecu: donnees.vecu ?? [],
    note: donnees.note ?? "",
  };
}
