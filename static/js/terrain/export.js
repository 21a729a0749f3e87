// The escape hatch: what waits, in a file that a coordinator imports on the site. The ids are the
// same, so sending it too, or importing it twice, doubles nothing.

import { jourIso } from "./noyau.js";

export function fichier(elements, { equipe, appareil }) {
  const contenu = {
    format: "medlove-attente",
    version: 1,
    equipe,
    appareil: appareil?.id ?? null,
    exporte_le: new Date().toISOString(),
    elements,
  };
  const nom = `medlove-${jourIso()}-${equipe.slice(0, 8)}.json`;
  return new File([JSON.stringify(contenu)], nom, { type: "application/json" });
}

// One file an équipe. Resolves with the number of records written.
export async function exporter(file, identite) {
  const equipes = new Set((await file.entrees()).map(({ equipe }) => equipe));
  let nombre = 0;
  for (const equipe of equipes) {
    const elements = await file.exporter(equipe);
    telecharger(fichier(elements, { equipe, appareil: identite.appareil }));
    nombre += elements.length;
  }
  return nombre;
}

function telecharger(document_) {
  const lien = document.createElement("a");
  lien.href = URL.createObjectURL(document_);
  lien.download = document_.name;
  lien.click();
  setTimeout(() => URL.revokeObjectURL(lien.href), 60_000);
}
