// Copy the text of a field, or of a table: the gesture shows only where the browser allows it.
const chiffres = (cellule) => cellule.innerText.trim().replace(/\u202f(?=\d)/g, "");
const rangees = (tableau) =>
  [...tableau.tBodies[0].rows].map((une) => [...une.cells].map(chiffres).join("\t")).join("\n");

for (const bouton of document.querySelectorAll("[data-copier]")) {
  const quoi = document.getElementById(bouton.dataset.copier);
  const dit = bouton.parentElement.querySelector("[data-copie]");
  bouton.parentElement.hidden = !navigator.clipboard;
  bouton.addEventListener("click", async () => {
    quoi.select?.();
    await navigator.clipboard.writeText(quoi.value ?? rangees(quoi));
    dit.textContent = "Copié.";
  });
}
