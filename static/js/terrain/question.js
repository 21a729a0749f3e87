// « Question de la sortie »: which further question a rencontre puts in front.

// `raison` follows an answer, so it is never drawn.
export const TIREES = [
  "exigences",
  "non_recours",
  "frequentation_lieux",
  "deja_rencontre",
  "initiative",
  "aisance_francais",
  "habite",
  "activite",
  "recours_service_payant",
  "souhaite_aide_a_domicile",
  "sur_son_propre_appareil",
];
const SANS_Y_ALLER = new Set(["ne_connait_pas", "connait_sans_y_aller"]);

// The first 32 bits of a version 4 UUID are random: the draw is even, and the same everywhere.
export function tiree(id, liste = TIREES) {
  return liste[Number.parseInt(id.slice(0, 8), 16) % liste.length];
}

export function questions(id, epinglees = []) {
  return epinglees.length ? epinglees : [tiree(id)];
}

// A question that makes no sense here is not asked, and no other takes its place: a second
// draw would ask the others more often of some people than of others.
export function posee(code, { domaines, frequentation }) {
  if (code === "non_recours") return domaines.includes("droits");
  if (code === "exigences") return domaines.some((domaine) => domaine !== "conversation");
  if (code === "raison") return SANS_Y_ALLER.has(frequentation);
  return true;
}

export function posees(codes, contexte) {
  return codes.filter((code) => posee(code, contexte));
}

// The question in front is the very group of « Préciser », moved up: nothing is asked twice.
export class Questions {
  #marques = new Map();
  #codes = [];

  constructor(form) {
    this.emplacement = form.querySelector("[data-emplacement]");
    for (const groupe of form.querySelectorAll("[data-question]")) {
      const marque = document.createComment("");
      groupe.before(marque);
      this.#marques.set(groupe.dataset.question, { groupe, marque });
    }
  }

  // For a rencontre mended, the questions asked the first time.
  placer(id, epinglees, dejaPosees = null) {
    const codes = [...(dejaPosees ?? questions(id, epinglees))];
    if (codes.includes("frequentation_lieux") && !codes.includes("raison")) codes.push("raison");
    if (codes.join() === this.#codes.join()) return; // moving a group would lose the focus in it
    this.#codes = codes;
    for (const { groupe, marque } of this.#marques.values()) marque.after(groupe);
    const devant = this.#codes.filter((code) => this.#marques.has(code));
    this.emplacement.replaceChildren(...devant.map((code) => this.#marques.get(code).groupe));
  }

  // The codes that were in sight: the denominator of their answers.
  posees(conditions) {
    return posees(this.#codes, conditions);
  }

  montrer(conditions) {
    this.emplacement.closest("section").hidden = this.posees(conditions).length === 0;
  }
}
