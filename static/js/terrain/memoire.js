// What the tablet keeps. Asynchronous on purpose: IndexedDB takes this place without a change elsewhere.

const PREFIXE = "medlove:";

export function memoire(stockage) {
  return {
    async lire(cle, defaut = null) {
      const texte = stockage.getItem(PREFIXE + cle);
      return texte === null ? defaut : JSON.parse(texte);
    },
    // Throws when the device cannot keep it: nobody must believe that it was kept.
    async ecrire(cle, valeur) {
      stockage.setItem(PREFIXE + cle, JSON.stringify(valeur));
    },
    async effacer(cle) {
      stockage.removeItem(PREFIXE + cle);
    },
  };
}

// One write after another: two gestures in the same instant must not read the same past.
export function enFile() {
  let derniere = Promise.resolve();
  return (tache) => {
    const suite = derniere.then(tache);
    derniere = suite.catch(() => {});
    return suite;
  };
}
