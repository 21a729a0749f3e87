// Whether the browser keeps what the tablet holds: what it promises, what it did, what is said.

const MARQUE = "medlove_base";

// null where the browser does not say.
export async function garantie(stockage = navigator.storage) {
  if (!stockage?.persist) return null;
  return (await stockage.persisted()) || stockage.persist();
}

// A browser short of space empties the base but leaves cookies: this one says nothing of anybody.
export function effacee(base, page = document) {
  const marquee = page.cookie.includes(`${MARQUE}=`);
  if (base.durable) page.cookie = `${MARQUE}=1; path=/terrain/; max-age=31536000; samesite=lax`;
  return base.neuve && marquee;
}

export const pleine = ({ name }) => name === "QuotaExceededError";

export function pasGardee(erreur) {
  if (erreur.name === "VersionError") return "Une version plus récente est ouverte ailleurs : ce qui est à l’écran ne peut plus être gardé ici. Recharger cette page.";
  const quoi = pleine(erreur) ? "La tablette n’a plus de place" : "La rencontre n’a pas pu être gardée";
  return `${quoi} : elle reste à l’écran, rien n’est perdu. Enregistrer à nouveau, ou exporter ce qui attend depuis « La tablette ».`;
}
