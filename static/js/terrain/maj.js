// A new version of the page: fetched whole by the worker, applied when nobody is in the middle
// of something, in any tab.

const SAISIE = "medlove-saisie"; // held by every tab whose form is begun
const ENVOI = "medlove-envoi"; // by the one that sends
const VERIFICATION = 3_600_000;

export class MiseAJour extends EventTarget {
  #inscription = null;
  #entamee = false;
  #perimee = false; // the worker is already that of another version
  #lacher = () => {};

  constructor(adresse, { travailleurs = navigator.serviceWorker, verrous = navigator.locks } = {}) {
    super();
    Object.assign(this, { adresse, travailleurs, verrous });
  }

  // Where there are no workers (plain HTTP), the page works on line only.
  async ouvrir() {
    if (!this.travailleurs || !this.verrous) return;
    let premiere = !this.travailleurs.controller;
    this.travailleurs.addEventListener("controllerchange", () => {
      this.#perimee = !premiere && Boolean(this.travailleurs.controller);
      premiere = false;
      this.#recharger();
    });
    const inscription = this.travailleurs.register(this.adresse, { updateViaCache: "none" });
    this.#inscription = await inscription.catch(() => null);
    if (!this.#inscription) return; // refused by the browser: the page does without
    this.#inscription.addEventListener("updatefound", () => this.#suivre(this.#inscription.installing));
    setInterval(() => this.#inscription.update().catch(() => {}), VERIFICATION);
    await this.tenter();
  }

  // `entamee`: what is on screen would be missed, be it a form begun or a sheet that is read.
  retenir(entamee) {
    if (entamee === this.#entamee) return;
    this.#entamee = entamee;
    if (!entamee) {
      this.#lacher();
      this.#recharger();
      return void this.tenter();
    }
    const fin = new Promise((lacher) => (this.#lacher = lacher)); // it may come before the lock
    this.verrous?.request(SAISIE, { mode: "shared" }, () => fin);
  }

  // Once no lot is under way, unless a form is begun, here or in another tab: the end of that one
  // is the next occasion.
  async tenter() {
    const prete = this.#inscription?.waiting;
    if (!prete || !this.travailleurs.controller) return;
    this.dispatchEvent(new Event("prete"));
    await this.verrous.request(ENVOI, () =>
      this.verrous.request(SAISIE, { ifAvailable: true }, (libre) => libre && prete.postMessage("activer")),
    );
  }

  #suivre(nouvelle) {
    nouvelle?.addEventListener("statechange", () => nouvelle.state === "installed" && this.tenter());
  }

  // A form begun meanwhile is finished first, and what it sends has left.
  async #recharger() {
    if (!this.#perimee || this.#entamee) return;
    await this.verrous.request(ENVOI, () => this.#entamee || location.reload());
  }
}

// For a page that cannot open what the tablet keeps: nothing is begun here, and the next version
// takes the place as soon as it is there.
export async function laisserLaPlace(travailleurs = navigator.serviceWorker) {
  const inscription = await travailleurs?.getRegistration();
  if (!inscription) return;
  const activer = () => inscription.waiting?.postMessage("activer");
  travailleurs.addEventListener("controllerchange", () => location.reload());
  const suivre = () => inscription.installing?.addEventListener("statechange", activer);
  inscription.addEventListener("updatefound", suivre);
  suivre(); // it may have begun before this page could hear of it
  activer();
  setInterval(() => inscription.update().catch(() => {}), VERIFICATION);
  await inscription.update().catch(() => {});
}
