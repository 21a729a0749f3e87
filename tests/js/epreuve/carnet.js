// What a person believes was saved: the truth that the server is compared with at rest.

const sansEdition = ({ edition, ...donnees }) => donnees;
const egales = (une, autre) => JSON.stringify(triees(une)) === JSON.stringify(triees(autre));

export class Carnet {
  #pages = new Map(); // id → {type, auteurs, versions: [donnees], notes, toutes}

  get ids() {
    return [...this.#pages.keys()];
  }

  type(id) {
    return this.#pages.get(id).type;
  }

  // The save that begins may be the last word, or not: the tab may be killed before it ends.
  commencer(id, type, donnees, auteur) {
    const page = this.#pages.get(id) ?? { type, auteurs: [null], versions: [null], notes: [undefined], toutes: [] };
    const { note, ...reste } = sansEdition(donnees);
    const notes = "note" in donnees ? [...page.notes, note] : page.notes;
    const suite = { auteurs: [...page.auteurs, auteur], versions: [...page.versions, reste], notes };
    this.#pages.set(id, { ...page, ...suite, toutes: [...page.toutes, ...notes] });
    return { reste, auteur, note: "note" in donnees ? [note] : null };
  }

  // It was called saved: nothing older will do.
  finir(id, { reste, auteur, note }) {
    const page = this.#pages.get(id);
    Object.assign(page, { auteurs: [auteur], versions: [reste], notes: note ?? page.notes });
  }

  // A note that the server lost is lost, or is the one of the backup: copies hold none.
  restaurer() {
    for (const page of this.#pages.values()) page.notes = [...page.toutes, undefined];
  }

  // Sentences, one a fault: nothing lost, nothing doubled, nothing changed.
  comparer(lignes) {
    const fautes = [];
    for (const [id, page] of this.#pages) {
      const ligne = lignes.find((une) => une.id === id);
      if (!ligne && !page.versions.includes(null)) fautes.push(`perdu : ${page.type} ${id}`);
      if (ligne) fautes.push(...ecarts(page, ligne));
    }
    for (const { id, type } of lignes) {
      if (!this.#pages.has(id)) fautes.push(`en trop : ${type} ${id}`);
    }
    if (new Set(lignes.map(({ id }) => id)).size < lignes.length) fautes.push("un enregistrement en double");
    return fautes;
  }
}

function* ecarts({ versions, notes, auteurs }, { id, auteur, donnees }) {
  const { note, ...reste } = sansEdition(donnees);
  if (!versions.some((une) => une && egales(une, reste))) {
    yield `changé : ${id} ${JSON.stringify(reste)} au lieu de ${JSON.stringify(versions)}`;
  }
  if (!notes.includes(note)) yield `note de ${id} : ${note} au lieu de ${notes}`;
  if (!auteurs.includes(auteur)) yield `auteur de ${id} : ${auteur} au lieu de ${auteurs}`;
}

function triees(valeur) {
  if (Array.isArray(valeur)) return valeur.map(triees);
  if (valeur === null || typeof valeur !== "object") return valeur;
  return Object.fromEntries(Object.keys(valeur).sort().map((cle) => [cle, triees(valeur[cle])]));
}
