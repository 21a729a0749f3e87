// The words of the card, in the languages of static/cartes/: those that the buttons `data-langue`
// name by their address, French being the first.

export async function ouvrirLesLangues(feuillet, changee) {
  const boutons = [...feuillet.querySelectorAll("[data-langue]")];
  const langues = new Langues(boutons, await lire(boutons[0]));
  for (const bouton of boutons) {
    bouton.addEventListener("click", async () => {
      langues.choisir(await lire(bouton));
      changee();
      replier(feuillet.querySelector("[data-deplie]"));
    });
  }
  return langues;
}

// The list leaves its place to the square.
function replier(deplie) {
  if (deplie.getAttribute("aria-expanded") !== "true") return;
  deplie.click();
  deplie.focus();
}

const lire = async ({ dataset }) => (await fetch(dataset.langue)).json();

class Langues {
  constructor(boutons, francais) {
    Object.assign(this, { boutons, francais });
    this.choisir(francais);
  }

  choisir(langue) {
    this.langue = langue;
    for (const bouton of this.boutons) {
      bouton.setAttribute("aria-pressed", String(bouton.lang === langue.code));
    }
  }

  // The French stands beside what nobody read again.
  get aussi() {
    return this.langue.code === this.francais.code || this.langue.relue_par ? null : this.francais;
  }
}
