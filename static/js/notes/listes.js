// The rules and lists that Python and JavaScript share: the files of static/notes/.

// `adresses`: {pliage, regles, …}, the addresses of the files; to be called when a note opens.
export async function chargerListes(adresses) {
  const entrees = await Promise.all(
    Object.entries(adresses).map(async ([nom, adresse]) => [nom, await contenu(nom, adresse)]),
  );
  return new Listes(Object.fromEntries(entrees));
}

async function contenu(nom, adresse) {
  const reponse = await fetch(adresse);
  if (!reponse.ok) throw new Error(`${adresse} : ${reponse.status}`);
  return reponse.json();
}

export class Listes {
  constructor({ pliage, regles }) {
    this.regles = regles;
    this.vers = new Map();
    for (const [lu, signes] of Object.entries(pliage.vers)) {
      for (const signe of signes) this.vers.set(signe.codePointAt(0), lu);
    }
    this.otes = pliage.otes;
    this.lettres = pliage.lettres;
    this.motifs = regles.motifs.map((motif) => ({ ...motif, motif: compiler(motif.motif, regles) }));
  }
}

function compiler(motif, { fragments }) {
  let texte = motif;
  for (const [nom, fragment] of Object.entries(fragments)) {
    texte = texte.replaceAll(`<${nom}>`, () => fragment);
  }
  return new RegExp(texte, "g");
}
