// The hours being typed, read back in words beside their fields.
const DELAI_MS = 300;

for (const section of document.querySelectorAll("[data-horaires]")) relire(section);

function relire(section) {
  const lecture = section.querySelector("[data-lecture]");
  let attente;

  const demander = async () => {
    const champs = new URLSearchParams();
    for (const champ of section.querySelectorAll("[name]")) champs.set(champ.name, champ.value);
    // The days are read unless the other field was written in.
    const texte = section.querySelector('[name="horaires"]');
    if (texte.value === texte.defaultValue) champs.delete("horaires");
    const reponse = await fetch(`${section.dataset.horaires}?${champs}`).catch(() => null);
    if (reponse?.ok && !reponse.redirected) montrer(lecture, await reponse.json());
  };
  section.addEventListener("input", () => {
    clearTimeout(attente);
    attente = setTimeout(demander, DELAI_MS);
  });
}

function montrer(lecture, { erreur, phrase, semaine = [] }) {
  lecture.hidden = !erreur && !phrase;
  lecture.querySelector("[data-phrase]").textContent = erreur ?? `En ce moment\u202f: ${phrase}.`;
  const lignes = semaine.map(([jours, mots]) =>
    Object.assign(document.createElement("li"), { textContent: `${jours}\u202f: ${mots}` }),
  );
  lecture.querySelector("[data-semaine]").replaceChildren(...lignes);
}
