// What the page remembers beside the records: choices, lists, who the tablet is.

export function memoire(base) {
  return {
    lire: async (cle, defaut = null) =>
      (await base.lire(["meta"], (tx) => tx.objectStore("meta").get(cle))) ?? defaut,
    ecrire: (cle, valeur) =>
      base.ecrire(["meta"], (tx) => tx.objectStore("meta").put(valeur, cle)),
    effacer: (cle) => base.ecrire(["meta"], (tx) => tx.objectStore("meta").delete(cle)),
    // Told of what any tab writes.
    suivre: (tache) =>
      base.addEventListener("change", ({ detail }) => detail.includes("meta") && tache()),
  };
}

// One task after another: two gestures in the same instant must not read the same past.
export function enFile() {
  let derniere = Promise.resolve();
  return (tache) => {
    const suite = derniere.then(tache);
    derniere = suite.catch(() => {});
    return suite;
  };
}
