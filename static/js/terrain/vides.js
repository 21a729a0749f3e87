// The lines left empty: one choice for all of them.

const dire = (nombre) => (nombre > 1 ? `${nombre} lignes vides` : "1 ligne vide");

export class Vides {
  #ids = [];

  constructor(racine, lignes) {
    this.lignes = lignes;
    this.bouton = racine.querySelector("[data-combien]");
    this.choix = racine.querySelector("#vides");
    this.choix.addEventListener("click", ({ target }) => this.#choisir(target.closest("button")?.dataset.choix));
  }

  montrer(vides) {
    this.#ids = vides.map(({ id }) => id);
    this.bouton.hidden = vides.length === 0;
    this.bouton.textContent = dire(vides.length);
    if (vides.length === 0) this.#replier();
  }

  async #choisir(choix) {
    if (!choix || (choix === "garder" && !this.lignes.exiger())) return;
    const { message } = this.lignes;
    this.#replier();
    const vides = await this.#prendre();
    await this[choix](vides);
    const s = vides.length > 1 ? "s" : "";
    const suite = choix === "garder" ? `gardée${s} sans réponse, à compléter plus tard` : `retirée${s}, rien n’en reste`;
    message.dire(`${dire(vides.length)} ${suite}.`);
  }

  #replier() {
    this.choix.hidden = true;
    this.bouton.setAttribute("aria-expanded", "false");
  }

  // Those that another tab holds are left to it.
  async #prendre() {
    const { brouillons } = this.lignes;
    const prises = [];
    for (const id of this.#ids) prises.push(await brouillons.prendre(id, { aussi: true }));
    return prises.filter(Boolean);
  }

  // The contract lets a rencontre to complete come without a besoin.
  async garder(vides) {
    const { saisie } = this.lignes;
    const ouverte = saisie.brouillon.id;
    for (const vide of vides) {
      const rencontre = { ...vide.rencontre, champs: { a_completer: "oui" } };
      await saisie.noter({ ...vide, rencontre });
    }
    this.#lacher(vides);
    if (vides.some(({ id }) => id === ouverte)) await saisie.suivante();
  }

  async retirer(vides) {
    this.#lacher(vides);
    await this.lignes.oublier(vides.map(({ id }) => id));
  }

  #lacher(vides) {
    const { brouillons, saisie } = this.lignes;
    for (const { id } of vides) if (id !== saisie.brouillon.id) brouillons.lacher(id);
  }
}
