// The bilan that closes a sortie: totals over all tablets, then what was seen and learnt.

import { fermer, jourIso, remplir, sansVides, surOuverture } from "./noyau.js";
import { NOMBRES, Totaux } from "./totaux.js";

const PAS_GARDE = "Le bilan n’a pas pu être gardé : il reste à l’écran. Le clore à nouveau, ou exporter ce qui attend depuis « La tablette ».";
const LISTES = ["accroche"];

// From the entries of the form to the `donnees` of the contract.
export function enBilan(sortie, entrees) {
  const champs = {};
  const outils = [];
  for (const [nom, valeur] of entrees) {
    const [, outil] = nom.match(/^outil:(.+)$/) ?? [];
    if (outil) outils.push({ outil, reaction: valeur });
    else if (LISTES.includes(nom)) champs[nom] = [...(champs[nom] ?? []), valeur];
    else champs[nom] = typer(nom, valeur.trim());
  }
  const { kilometres, ...reste } = champs;
  return sansVides({ sortie, ...reste, kilometres_dixiemes: dixiemes(kilometres), outils });
}

function typer(nom, valeur) {
  if (NOMBRES.includes(nom)) return valeur === "" ? undefined : Number(valeur);
  return nom === "affiche_visible" ? valeur === "oui" : valeur;
}

// "8,4" kilometres are 84 tenths.
export function dixiemes(texte) {
  return texte ? Math.round(Number(texte.replace(",", ".")) * 10) : undefined;
}

// Nobody is remembered any more; what is still to be told stays.
export async function effacerLesReperes(tx, sortie) {
  const magasin = tx.objectStore("brouillons");
  for (const brouillon of await magasin.getAll()) {
    const { id, esquisse, faite } = brouillon;
    if (esquisse?.sortie !== sortie) continue;
    await (faite ? magasin.delete(id) : magasin.put({ ...brouillon, esquisse: { ...esquisse, repere: null } }));
  }
}

export class Bilan {
  #brouillon = null;

  constructor(parties) {
    Object.assign(this, parties);
    this.feuillet = surOuverture("bilan", () => this.montrer());
    this.form = this.feuillet.querySelector("form");
    this.totaux = new Totaux(this.form, parties);
    this.faute = this.form.querySelector("[data-faute]");
    this.form.addEventListener("input", ({ target }) => {
      if (NOMBRES.includes(target.name)) target.dataset.dit = "oui";
      this.#retenir();
    });
    this.form.addEventListener("submit", (envoi) => this.#envoyer(envoi));
  }

  // Its texts are checked as notes are; without what checks them, by the server.
  #relire = (faire) => this.notes().then((notes) => notes[faire](this.form, this.#garder)).catch(() => null);
  #garder = { admis: () => this.#brouillon.admis ?? [], admettre: (admis) => this.#retenir(admis) };

  async montrer() {
    this.form.hidden = true; // what was typed before its draft is back would be lost
    const sortie = this.contexte.choix.sortie;
    this.#brouillon = await this.memoire.lire(`bilan:${sortie}`, { id: crypto.randomUUID(), entrees: [] });
    this.#outils();
    this.form.reset();
    for (const nom of NOMBRES) delete this.form.elements[nom].dataset.dit;
    this.#montrerFaute(null);
    for (const [nom, valeur] of this.#brouillon.entrees) this.#remettre(nom, valeur);
    this.form.hidden = false;
    const ailleurs = await this.totaux.montrer(sortie);
    const deja = ailleurs && !(await this.#estDIci());
    this.form.hidden = deja;
    this.#relire("suivreLeBilan");
    this.feuillet.querySelector("[data-deja]").hidden = !deja;
  }

  // The server holds the bilan of this tablet: it can be sent again, mended.
  async #estDIci() {
    return Boolean((await this.copies.trouver(this.#brouillon.id))?.base);
  }

  #outils() {
    const modele = this.form.querySelector("[data-modele-outil]");
    const blocs = this.referentiel.liste("outils").map(({ id, nom }) => {
      const bloc = modele.content.cloneNode(true);
      bloc.querySelector("legend").textContent = nom;
      for (const entree of bloc.querySelectorAll("input")) entree.name = `outil:${id}`;
      return bloc;
    });
    remplir(this.form.querySelector("[data-liste=outils]"), blocs);
  }

  #remettre(nom, valeur) {
    const champ = this.form.elements[nom];
    if (!champ) return;
    const entree = this.form.querySelector(`[name="${nom}"][value="${valeur}"]`);
    if (entree) entree.checked = true;
    else champ.value = valeur;
    if (NOMBRES.includes(nom)) champ.dataset.dit = "oui";
  }

  // A total that nobody typed is counted again the next time.
  #retenir(admis = this.#brouillon.admis) {
    const entrees = [...new FormData(this.form)].filter(([nom]) => !NOMBRES.includes(nom) || this.form.elements[nom].dataset.dit);
    this.#brouillon = { ...this.#brouillon, entrees, admis, jour: jourIso() };
    this.memoire.ecrire(`bilan:${this.contexte.choix.sortie}`, this.#brouillon);
  }

  // Beside the field whose pattern is not met, in the words of its title.
  #montrerFaute(champ, texte = champ?.title) {
    this.form.querySelector("[aria-invalid]")?.removeAttribute("aria-invalid");
    this.faute.hidden = !champ;
    if (!champ) return;
    champ.closest("label").after(this.faute);
    this.faute.textContent = texte;
    champ.setAttribute("aria-invalid", "true");
    champ.focus();
  }

  async #envoyer(envoi) {
    envoi.preventDefault();
    if (!this.exiger()) return;
    this.#retenir();
    const fautif = this.form.querySelector("input:invalid");
    this.#montrerFaute(fautif);
    if (fautif) return;
    const retenu = await this.#relire("retenirLeBilan");
    if (retenu) return this.#montrerFaute(retenu.zone, retenu.texte);
    const { sortie } = this.contexte.choix;
    const avec = (tx) => effacerLesReperes(tx, sortie);
    const donnees = enBilan(sortie, [...new FormData(this.form)]);
    try {
      await this.registre.noter("bilan", this.#brouillon.id, donnees, { avec });
    } catch {
      return this.#montrerFaute(this.form.elements.kilometres, PAS_GARDE);
    }
    fermer("bilan");
    this.message.dire("Bilan gardé sur la tablette ; la ligne d’état dit quand il est arrivé.");
  }
}
