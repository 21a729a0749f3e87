// What every desk page needs: after a refused form, the list of errors is read first.
import "./adresse.js";

document.querySelector("[data-resume-erreurs]")?.focus();
