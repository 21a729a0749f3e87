// A form that asks a question of a page: the address says what was chosen, and no more.
for (const form of document.querySelectorAll("[data-question]")) {
  const vides = () => [...form.elements].filter((champ) => champ.name && !champ.value);
  form.addEventListener("submit", () => {
    for (const champ of vides()) champ.disabled = true;
  });
  // Back from the answer, the page is shown as it was left.
  addEventListener("pageshow", () => {
    for (const champ of vides()) champ.disabled = false;
  });
}
