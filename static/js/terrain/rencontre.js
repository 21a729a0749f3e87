// A rencontre while it is being told: what each tap changes, and what is sent in the end. Pure.

export const CHAMPS = [
  "activite", "nb_personnes", "pour_qui", "habite", "aisance_francais", "frequentation_lieux",
  "raison", "deja_rencontre", "initiative", "recours_service_payant", "souhaite_aide_a_domicile",
  "sur_son_propre_appareil", "duree",
];
const DU_BESOIN = ["reponse", "organisme", "non_recours"];
export const DRAPEAUX = ["a_completer", "a_denouer"];
const CARTE = "carte_remise";
const MINEURE = /^(mineur|12_17)\//;
export const LONGUEUR_NOTE = 280;

// What is absent is « non renseigné »: empty values leave. `null` stays, it says something.
export function sansVides(objet) {
  const pleins = Object.entries(objet).filter(([, valeur]) => !vide(valeur));
  return Object.fromEntries(pleins);
}

function vide(valeur) {
  return valeur === undefined || valeur === "" || (Array.isArray(valeur) && !valeur.length);
}

export function nouvelle(id = crypto.randomUUID()) {
  return { id, besoins: [], courant: null, orientations: [], personne: null, champs: {}, vecu: [], note: "" };
}

export function touchee(r) {
  return r.besoins.length > 0 || Boolean(r.personne || r.note) || r.vecu.length > 0 ||
    Object.keys(r.champs).length > 0;
}

export const enCours = (r) => r.besoins.find((besoin) => besoin.id === r.courant);
export const mineure = (r) => MINEURE.test(r.personne ?? "");
export const longueur = (texte) => [...texte].length; // in code points

// What is ticked, by name of input.
export function coches(r) {
  const besoin = enCours(r) ?? {};
  const orientation = r.orientations.find((une) => une.besoin === r.courant) ?? {};
  return {
    besoin: r.besoins.map((un) => un.categorie),
    courant: [r.courant],
    personne: [r.personne],
    exigences: besoin.exigences ?? [],
    vecu: r.vecu,
    partenaire: [orientation.partenaire],
    modalite: [orientation.modalite],
    ...Object.fromEntries(DU_BESOIN.map((nom) => [nom, [besoin[nom]]])),
    ...Object.fromEntries([...CHAMPS, ...DRAPEAUX].map((nom) => [nom, [r.champs[nom]]])),
  };
}

// The rencontre after a tap on the chip `valeur` of the group `nom`.
export function cocher(r, nom, valeur, oui, organisme) {
  if (nom === "besoin") return oui ? ajouterBesoin(r, valeur, organisme) : retirerBesoin(r, valeur);
  if (nom === "courant") return { ...r, courant: valeur };
  if (nom === "personne") return { ...r, personne: oui ? valeur : null };
  if (nom === "vecu") return { ...r, vecu: basculer(r.vecu, valeur, oui) };
  if (nom === "exigences") {
    return surBesoin(r, (b) => ({ exigences: basculer(b.exigences ?? [], valeur, oui) }));
  }
  if (DU_BESOIN.includes(nom)) return repondre(r, nom, oui ? valeur : undefined);
  if (nom === "partenaire" || nom === "modalite") return orienter(r, nom, oui ? valeur : undefined);
  return { ...r, champs: sansVides({ ...r.champs, [nom]: oui ? valeur : undefined }) };
}

function basculer(liste, valeur, oui) {
  const autres = liste.filter((une) => une !== valeur);
  return oui ? [...autres, valeur] : autres;
}

function ajouterBesoin(r, categorie, organisme) {
  const besoin = sansVides({ id: crypto.randomUUID(), categorie, organisme });
  return { ...r, besoins: [...r.besoins, besoin], courant: besoin.id };
}

function retirerBesoin(r, categorie) {
  const besoins = r.besoins.filter((besoin) => besoin.categorie !== categorie);
  const restent = new Set(besoins.map((besoin) => besoin.id));
  const orientations = r.orientations.filter((une) => restent.has(une.besoin));
  const courant = restent.has(r.courant) ? r.courant : (besoins.at(-1)?.id ?? null);
  return { ...r, besoins, orientations, courant };
}

function surBesoin(r, changer) {
  const besoins = r.besoins.map((b) => (b.id === r.courant ? sansVides({ ...b, ...changer(b) }) : b));
  return { ...r, besoins };
}

function repondre(r, nom, valeur) {
  const suite = surBesoin(r, () => ({ [nom]: valeur }));
  if (nom !== "reponse" || valeur === "orientation") return suite;
  return { ...suite, orientations: r.orientations.filter((une) => une.besoin !== r.courant) };
}

function orienter(r, nom, valeur) {
  const autres = r.orientations.filter((une) => une.besoin !== r.courant);
  const avant = r.orientations.find((une) => une.besoin === r.courant);
  const apres = sansVides({ id: crypto.randomUUID(), besoin: r.courant, ...avant, ...choix(avant, nom, valeur) });
  return { ...r, orientations: apres.partenaire || apres.modalite ? [...autres, apres] : autres };
}

// A partenaire is most often told by a card; a card names one partenaire, and no other.
function choix(avant, nom, valeur) {
  if (nom !== "partenaire") return { [nom]: valeur };
  const modalite = avant?.modalite ?? (valeur && CARTE);
  return { partenaire: valeur, modalite, jeton_sha256: undefined };
}

// What keeps it from being saved, and where it is mended: {texte, cible}, or null.
export function faute({ besoins, note }) {
  if (!besoins.length) {
    return { texte: "Choisir au moins un besoin : le reste peut manquer.", cible: "[name=besoin]" };
  }
  const trop = longueur(note) - LONGUEUR_NOTE;
  return trop > 0 ? { texte: `La note est trop longue de ${trop} caractères.`, cible: "[name=note]" } : null;
}
