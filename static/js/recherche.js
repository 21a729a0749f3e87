// Search as you type: the form is sent as it stands, and its results take the place of the others.
// Without this, the button does the same.
const DELAI_MS = 250;

for (const formulaire of document.querySelectorAll("form[data-recherche]")) {
  suivre(formulaire, document.getElementById(formulaire.dataset.recherche));
}

function suivre(formulaire, resultats) {
  let attente;
  let demande;

  const chercher = async () => {
    demande?.abort();
    demande = new AbortController();
    const adresse = adresseDe(formulaire);
    try {
      const reponse = await fetch(adresse, { signal: demande.signal });
      // Signed out meanwhile, or an error: the page itself will say it.
      if (!reponse.ok || reponse.redirected) return formulaire.submit();
      remplacer(resultats, await reponse.text());
      history.replaceState(null, "", adresse);
      for (const lien of document.querySelectorAll("[data-suit-la-recherche]")) {
        lien.search = location.search;
      }
    } catch (erreur) {
      if (erreur.name !== "AbortError") resultats.removeAttribute("aria-busy");
    }
  };
  const bientot = (delai) => {
    clearTimeout(attente);
    resultats.setAttribute("aria-busy", "true");
    attente = setTimeout(chercher, delai);
  };

  formulaire.addEventListener("input", () => bientot(DELAI_MS));
  formulaire.addEventListener("submit", (evenement) => {
    evenement.preventDefault();
    bientot(0);
  });
}

// Empty fields are left out: the address stays one that can be read and kept.
function adresseDe(formulaire) {
  const champs = new URLSearchParams(new FormData(formulaire));
  for (const [nom, valeur] of [...champs]) if (!valeur) champs.delete(nom, valeur);
  return champs.size ? `${location.pathname}?${champs}` : location.pathname;
}

function remplacer(resultats, html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  resultats.replaceChildren(...page.getElementById(resultats.id).childNodes);
  resultats.removeAttribute("aria-busy");
  document.dispatchEvent(new CustomEvent("resultats"));
}
