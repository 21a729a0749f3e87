// What this tablet logged, kept 30 days to be seen, mended and compared with what the server
// holds. Never a note: it leaves with the record.

import { ilYA, jourIso } from "./horaires.js";

const COPIES = "copies";
const JOURS = 30;
const MOT = "mot"; // a word proposed to the coordination: once it has it, nothing of it stays here
const APRES_VERDICT = {
  cree: "recue",
  deja: "recue",
  remplace: "recue",
  quarantaine: "a_corriger",
  conflit: "deux_versions",
};

// The server has it as it was sent.
export const estTenu = ({ verdict }) => APRES_VERDICT[verdict] === "recue";

export class Copies extends EventTarget {
  // `equipe()` is the one the tablet serves now: it may have served another.
  constructor(base, equipe) {
    super();
    Object.assign(this, { base, equipe });
    base.addEventListener("change", ({ detail }) => {
      if (detail.includes(COPIES)) this.dispatchEvent(new Event("change"));
    });
  }

  trouver(id) {
    return this.base.lire([COPIES], (tx) => this.lire(tx, id));
  }

  lire(tx, id) {
    return tx.objectStore(COPIES).get(id);
  }

  // In which order they were logged, without keeping the time.
  async dernierRang(tx) {
    return (await tx.objectStore("meta").get("rang")) ?? 0;
  }

  async toutes() {
    const lues = await this.base.lire([COPIES], (tx) => tx.objectStore(COPIES).getAll());
    const equipe = this.equipe();
    return lues.filter((copie) => copie.equipe === equipe);
  }

  // Sent at least once, and answered.
  async envoyees() {
    return (await this.toutes()).filter(({ base, etat }) => base || etat !== "attente");
  }

  async du(type) {
    return (await this.toutes()).filter((copie) => copie.type === type);
  }

  // `repondue`: the server has heard of it, were it to set it aside.
  // `base` is the last version the server is known to hold, the one a replacement names;
  // `versions`, all those it acknowledged.
  async poser(tx, { id, type, auteur, empreinte, donnees }, equipe, { copie: avant, dernier }) {
    const { note, ...sansNote } = donnees;
    const { jour = jourIso(), base = null, versions = [], rang = dernier + 1 } = avant ?? {};
    const repondue = Boolean(avant?.repondue || (avant && avant.etat !== "attente"));
    const copie = { id, type, auteur, empreinte, donnees: sansNote, equipe, jour, base, versions, repondue, rang };
    const posees = [tx.objectStore(COPIES).put({ ...copie, etat: "attente" })];
    if (!avant) posees.push(tx.objectStore("meta").put(rang, "rang"));
    await Promise.all(posees);
  }

  // `envoyes`: the elements as they were sent. One that was set aside keeps its note until it is
  // settled: mended here, or sent again, it must not lose it.
  async recevoir(tx, verdicts, envoyes) {
    const magasin = tx.objectStore(COPIES);
    for (const { id, empreinte, verdict, motif } of verdicts) {
      const copie = await magasin.get(id);
      if (!copie || verdict === "reessayer") continue;
      const { donnees } = envoyes.find((un) => un.id === id && un.empreinte === empreinte) ?? {};
      const fini = verdict === "supprime" || (copie.type === MOT && estTenu({ verdict }));
      if (fini) await magasin.delete(id);
      else await magasin.put(apres(copie, { empreinte, etat: APRES_VERDICT[verdict], motif }, donnees));
    }
  }

  async liberer(tx, verdicts) {
    for (const { id, empreinte } of verdicts) {
      if ((await this.lire(tx, id))?.empreinte === empreinte) await this.retirer(tx, id);
    }
  }

  retirer(tx, id) {
    return tx.objectStore(COPIES).delete(id);
  }

  // Settled on the site: nothing is left to keep here.
  lacher(traitees) {
    return this.base.ecrire([COPIES], async (tx) => {
      for (const { id, empreinte } of traitees) {
        const copie = await this.lire(tx, id);
        if (copie?.empreinte === empreinte && copie.etat !== "attente") await this.retirer(tx, id);
      }
    });
  }

  purger(aujourdhui = new Date()) {
    const limite = ilYA(JOURS, aujourdhui);
    return this.base.ecrire([COPIES, "meta"], async (tx) => {
      const magasin = tx.objectStore(COPIES);
      for (const { id, jour, etat } of await magasin.getAll()) {
        if (etat === "recue" && jour < limite) await magasin.delete(id);
      }
      await purgerLesBilans(tx.objectStore("meta"), limite);
    });
  }
}

// What was told of a sortie for its bilan goes with the copies.
async function purgerLesBilans(meta, limite) {
  for (const cle of await meta.getAllKeys()) {
    if (!String(cle).startsWith("bilan:")) continue;
    const { jour = "" } = await meta.get(cle);
    if (jour < limite) await meta.delete(cle);
  }
}

function apres(copie, { empreinte, etat, motif }, donnees = copie.donnees) {
  const recue = etat === "recue";
  const suite = recue ? { base: empreinte, versions: [...new Set([...copie.versions, empreinte])] } : {};
  const derniere = copie.empreinte === empreinte;
  return { ...copie, ...suite, ...(derniere ? { etat, motif } : {}), ...(derniere && !recue ? { donnees } : {}) };
}
