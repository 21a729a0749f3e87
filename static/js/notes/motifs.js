// What has the shape of an identifier: the patterns of static/notes/regles.json.
// sessions/notes/motifs.py does the same. A pattern has two groups that touch: what stands before,
// and what is found.

import { CONTROLES } from "./controles.js";
import { dictes } from "./dictee.js";
import { enChiffres } from "./nombres.js";

// {debut, fin, regle, bloque, proposition}: every stretch of an identifier's shape; two may
// overlap, the first rule being the surer.
export function chercher({ texte, casse }, listes) {
  const { regles } = listes;
  const chiffres = enChiffres(texte, listes);
  const textes = { texte, casse, chiffres: chiffres.texte };
  const trouves = dictes(texte, regles).map(({ debut, fin, regle }) => {
    return { debut, fin, regle, bloque: true, proposition: regles.propositions[regle] };
  });
  for (const { motif, sur, regle, controle, bloque } of listes.motifs) {
    for (let [debut, fin] of tous(motif, textes[sur], CONTROLES[controle], regles)) {
      if (sur === "chiffres") [debut, fin] = [chiffres.debuts[debut], chiffres.fins[fin - 1]];
      trouves.push({ debut, fin, regle, bloque, proposition: regles.propositions[regle] });
    }
  }
  return trouves;
}

// What a control refuses is looked into again, one character further.
function tous(motif, texte, controle, regles) {
  const trouves = [];
  let ici = 0;
  for (;;) {
    motif.lastIndex = ici;
    const trouve = motif.exec(texte);
    if (!trouve) return trouves;
    const debut = trouve.index + trouve[1].length;
    const gardes = controle ? controle(trouve[2], regles) : trouve[2].length;
    if (gardes) trouves.push([debut, debut + gardes]);
    ici = gardes ? debut + gardes : Math.max(debut, ici + 1);
  }
}
