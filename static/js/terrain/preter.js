// « Prêter l’écran »: nothing of the day is in sight; a long press comes back, or a minute.

import { fermer, surOuverture } from "./noyau.js";
import { sortirLaReserve } from "./reserve.js";

const APPUI = 900; // ms
const MINUTE = 60_000;
const TOUCHES = new Set([" ", "Enter", "Escape"]);

export async function preparer() {
  await sortirLaReserve();
  const feuillet = surOuverture("preter", preter);
  const appui = new Appui(feuillet.querySelector("[data-revenir]"), revenir);
  let minuterie = null;

  function preter() {
    document.querySelector("[data-notees]").open = false;
    minuterie = setTimeout(revenir, MINUTE);
  }

  function revenir() {
    fermer("preter");
  }

  feuillet.addEventListener("close", () => {
    clearTimeout(minuterie);
    appui.lacher();
  });
  // Neither a gesture of the browser nor a key touched in passing brings the day back.
  feuillet.addEventListener("cancel", (geste) => geste.preventDefault());
  feuillet.addEventListener("keydown", (touche) => {
    if (!TOUCHES.has(touche.key)) return;
    touche.preventDefault();
    if (!touche.repeat) appui.tenir();
  });
  feuillet.addEventListener("keyup", () => appui.lacher());
}

// A finger, or a key, held long enough.
class Appui {
  #minuterie = null;

  constructor(bouton, geste) {
    Object.assign(this, { bouton, geste });
    bouton.addEventListener("pointerdown", () => this.tenir());
    for (const fin of ["pointerup", "pointerleave", "pointercancel"]) {
      bouton.addEventListener(fin, () => this.lacher());
    }
    bouton.addEventListener("contextmenu", (menu) => menu.preventDefault());
  }

  tenir() {
    this.lacher();
    this.bouton.dataset.tenu = "";
    this.#minuterie = setTimeout(this.geste, APPUI);
  }

  lacher() {
    clearTimeout(this.#minuterie);
    delete this.bouton.dataset.tenu;
  }
}
