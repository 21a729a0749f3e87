// A storage in memory, with the methods of localStorage.

export class Stockage {
  #valeurs = new Map();
  plein = false;

  getItem(cle) {
    return this.#valeurs.get(cle) ?? null;
  }

  setItem(cle, valeur) {
    if (this.plein) throw new DOMException("plein", "QuotaExceededError");
    this.#valeurs.set(cle, valeur);
  }

  removeItem(cle) {
    this.#valeurs.delete(cle);
  }
}
