// Copy the text of a field: the gesture shows only where the browser allows it.
for (const bouton of document.querySelectorAll("[data-copier]")) {
  const champ = document.getElementById(bouton.dataset.copier);
  const dit = bouton.parentElement.querySelector("[data-copie]");
  bouton.parentElement.hidden = !navigator.clipboard;
  bouton.addEventListener("click", async () => {
    champ.select();
    await navigator.clipboard.writeText(champ.value);
    dit.textContent = "Copié.";
  });
}
