// Editions on their way: their state is asked again every two seconds, and a change is said aloud.
// Without this, « Actualiser » does the same.
const DELAI_MS = 2000;

for (const bloc of document.querySelectorAll("[data-editions]")) suivre(bloc);

function suivre(bloc) {
  // Outside of what is replaced: seconds that pass are not read aloud, a change is.
  const voix = Object.assign(document.createElement("p"), { className: "visuellement-cache" });
  voix.setAttribute("role", "status");
  bloc.after(voix);

  const bientot = () => {
    const rappel = bloc.querySelector("[data-sans-script]");
    if (rappel) rappel.hidden = true;
    if ("enRoute" in bloc.dataset) setTimeout(regarder, DELAI_MS);
  };
  const regarder = async () => {
    const page = document.hidden ? null : await demander(bloc.dataset.editions);
    const neuf = page?.getElementById(bloc.id);
    if (page && !neuf) return location.reload(); // signed out meanwhile: the page will say it
    if (neuf) {
      const dites = changees(bloc, neuf);
      remplacer(bloc, neuf);
      if (dites.length) voix.textContent = dites.join(". ");
    }
    bientot();
  };
  bientot();
}

// A network that fails is tried again: null.
async function demander(adresse) {
  try {
    const reponse = await fetch(adresse, { cache: "no-store" });
    return new DOMParser().parseFromString(await reponse.text(), "text/html");
  } catch {
    return null;
  }
}

function changees(bloc, neuf) {
  const etats = new Map(
    [...bloc.querySelectorAll("[data-variante]")].map((une) => [une.dataset.variante, une.dataset.etat]),
  );
  return [...neuf.querySelectorAll("[data-variante]")]
    .filter((une) => etats.get(une.dataset.variante) !== une.dataset.etat)
    .map((une) => une.dataset.annonce);
}

// The focus stays on the same gesture; gone with its state, it goes to the title of the variant.
function remplacer(bloc, neuf) {
  const tenu = bloc.contains(document.activeElement) ? document.activeElement : null;
  const variante = tenu?.closest("[data-variante]")?.dataset.variante;
  bloc.replaceChildren(...neuf.childNodes);
  bloc.toggleAttribute("data-en-route", "enRoute" in neuf.dataset);
  if (!tenu) return;
  const repli = document.getElementById(variante ? `edition-${variante}` : "titre-editions");
  (document.getElementById(tenu.id) ?? repli)?.focus({ preventScroll: true });
}
