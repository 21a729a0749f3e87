// The secret of a card or of a partenaire comes after the #, which no server receives. It goes
// into the form, and out of the address: a bookmark or a shared screen keeps nothing of it.
const formulaire = document.querySelector("[data-secret]");
const sans = document.querySelector("[data-sans-secret]");

function prendre() {
  const secret = location.hash.slice(1);
  if (!secret) return;
  formulaire.elements[formulaire.dataset.secret].value = secret;
  history.replaceState(null, "", location.pathname);
  formulaire.hidden = false;
  sans?.remove();
}

prendre();
// Another card read in the same tab changes only what follows the #.
addEventListener("hashchange", prendre);
