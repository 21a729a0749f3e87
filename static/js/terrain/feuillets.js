// What comes when it is asked for: the sheets, and the gestures that not every rencontre needs.

import { enCours, surDemande, uneFois } from "./noyau.js";

// `parties` are those of the page. Gives what fetches the gestures, and the lines.
export function promettre(parties) {
  const { contexte, referentiel, exiger, saisie } = parties;
  const feuillet = (nom, charger, faire) => surDemande(nom, () => charger().then(faire));
  const gestes = uneFois(() => import("./gestes.js").then(({ Gestes }) => new Gestes({ ...parties, lignes })));
  const lignes = uneFois(() => import("./lignes.js").then(({ ouvrirLesLignes }) => ouvrirLesLignes({ ...parties, gestes })));
  const orientation = uneFois(() => import("./orientation.js").then(({ ouvrirLOrientation }) => ouvrirLOrientation(parties)));
  saisie.addEventListener("change", () => {
    if (enCours(saisie.brouillon.rencontre)?.reponse !== "orientation") return;
    orientation().then((elle) => elle.montrer()).catch(() => {}); // the message says it
  });
  const notes = surNote(() => import("./notes.js").then(({ Notes }) => new Notes(parties)), parties.formulaire.form);
  saisie.relire = async (siennes) => (await notes()).retenir(siennes);
  feuillet("appels", () => import("./appels.js"), ({ ouvrirLesAppels }) => ouvrirLesAppels(parties));
  feuillet("sortie", () => import("./sorties.js"), ({ Sorties }) => new Sorties(contexte, referentiel));
  feuillet("equipage", () => import("./sorties.js"), ({ Equipage }) => new Equipage(contexte, referentiel));
  feuillet("halte", () => import("./haltes.js"), ({ Haltes }) => new Haltes(contexte, referentiel, exiger));
  feuillet("retour", () => import("./retour.js"), async ({ Retour }) => new Retour({ ...parties, lignes: await lignes() }));
  feuillet("preter", () => import("./preter.js"), ({ preparer }) => preparer());
  feuillet("bilan", () => import("./bilan.js"), ({ Bilan }) => new Bilan({ ...parties, notes }));
  feuillet("tablette", () => import("./tablette.js"), ({ Tablette }) => new Tablette(parties));
  return { gestes, lignes };
}

// What checks a note comes when it opens; were it not to come, it is asked for again, and nothing
// is said: the server checks too.
function surNote(charger, form) {
  let venu = null;
  const notes = () => (venu ??= charger().catch((erreur) => {
    venu = null;
    throw erreur;
  }));
  const bientot = () => notes().catch(() => {});
  form.querySelector("details[data-preciser]").addEventListener("toggle", bientot);
  form.note.addEventListener("focus", bientot);
  return notes;
}
