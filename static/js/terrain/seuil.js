// The threshold: what the page says as it opens, of the tablet and of who may write on it.

import { effacee } from "./garde.js";

const EFFACEE =
  "Le navigateur a effacé la mémoire de cette tablette. Ce qui avait été envoyé est sur le serveur ; enrôler la tablette de nouveau.";
const RESERVEE = "Cet écran est réservé à la médiation et à la coordination.";

const porteUnCode = () => location.hash.startsWith("#code=");

// `statut` is the answer of the server to the reading of the lists; 0 without network.
export function franchir({ base, statut, identite, message, ouvrir }) {
  if (effacee(base)) message.dire(EFFACEE, "erreur");
  if (statut === 403) message.dire(RESERVEE, "erreur");
  identite.refusee = statut === 401;
  const inconnue = identite.refusee && !identite.appareil;
  addEventListener("hashchange", () => porteUnCode() && ouvrir("tablette"));
  if (inconnue || porteUnCode()) return ouvrir("tablette");
}

// What is not on the tablet is said when it is asked for: a part of the page that has not come
// yet; the rest of the site, where without network to leave is to be lost.
export function direCeQuiManque(message) {
  document.addEventListener("absente", () => message.dire("Cette partie de la page n’est pas encore sur la tablette : réessayer avec du réseau. Rien n’est perdu.", "erreur"));
  document.addEventListener("click", (tap) => {
    if (navigator.onLine !== false || !tap.target.closest("[data-au-site]")) return;
    tap.preventDefault();
    message.dire("Hors ligne, seul cet écran est sur la tablette : le reste du site revient avec le réseau.");
  });
}
