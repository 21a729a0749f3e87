// Numbers that look random and come back with their seed (mulberry32).

export class Hasard {
  #etat;

  constructor(graine) {
    this.#etat = graine >>> 0;
  }

  nombre() {
    this.#etat = (this.#etat + 0x6d2b79f5) >>> 0;
    let melange = this.#etat;
    melange = Math.imul(melange ^ (melange >>> 15), melange | 1);
    melange ^= melange + Math.imul(melange ^ (melange >>> 7), melange | 61);
    return ((melange ^ (melange >>> 14)) >>> 0) / 2 ** 32;
  }

  entier(jusqua) {
    return Math.floor(this.nombre() * jusqua);
  }

  un(liste) {
    return liste[this.entier(liste.length)];
  }

  // [[weight, value], …]
  pese(poids) {
    let reste = this.nombre() * poids.reduce((somme, [un]) => somme + un, 0);
    return poids.find(([un]) => (reste -= un) < 0)[1];
  }
}
