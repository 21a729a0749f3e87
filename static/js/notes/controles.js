// What a pattern cannot say of a number: its key, its country, whether it is a date.
// sessions/notes/controles.py does the same. Each takes what a pattern found, in lower case, and
// says how many of its characters are kept: 0 when it is refused.

const DATE = /(^|[^0-9])[0-3]?[0-9][ ./-][01]?[0-9][ ./-](?:19|20)?[0-9]{2}(?![0-9])/;
const EN_ENTIER = /[ ./-](?:19|20)[0-9]{2}(?![0-9])/;
const SANS_ZERO = 9;
const ANNEES = /^(?:[^0-9a-z]*(?:19|20)[0-9]{2}){1,4}[^0-9a-z]*$/;
const HEURE = /^[0-9]{1,2}(?:h|:)[0-9]{0,2}(?:mn|min)?$/;
const CORSE = { "2a": "19", "2b": "18" };

const utile = (trouve) => trouve.replace(/[^0-9a-z]+/g, "");

// The key of a social security number: 97 minus the rest by 97, Corsica apart.
function nir(trouve) {
  const chiffres = utile(trouve);
  const departement = chiffres.slice(5, 7);
  const corse = Object.hasOwn(CORSE, departement) ? CORSE[departement] : departement;
  const compte = chiffres.slice(0, 5) + corse + chiffres.slice(7);
  if (!/^[0-9]{15}$/.test(compte)) return 0;
  const juste = 97 - modulo97(compte.slice(0, 13)) === Number(compte.slice(13));
  return juste ? trouve.length : 0;
}

// Modulo 97 on the length of its country: what follows it on the line may have been taken.
function iban(trouve, regles) {
  const compte = utile(trouve);
  const pays = compte.slice(0, 2);
  const longueur = Object.hasOwn(regles.iban, pays) ? regles.iban[pays] : Infinity;
  if (compte.length < longueur) return 0;
  if (modulo97(compte.slice(4, longueur) + compte.slice(0, 4)) !== 1) return 0;
  let restent = longueur;
  for (let place = 0; ; place += 1) {
    if (utile(trouve[place])) restent -= 1;
    if (restent === 0) return place + 1;
  }
}

function modulo97(compte) {
  let reste = 0;
  for (const signe of compte) {
    const valeur = parseInt(signe, 36);
    reste = (reste * (valeur < 10 ? 10 : 100) + valeur) % 97;
  }
  return reste;
}

// The key of a bank card.
function luhn(trouve) {
  let somme = 0;
  [...utile(trouve)].reverse().forEach((chiffre, rang) => {
    const double = Number(chiffre) * (1 + (rang % 2));
    somme += double > 9 ? double - 9 : double;
  });
  return somme % 10 === 0 ? trouve.length : 0;
}

// Neither a date nor years: the other long numbers. « 6 12 34 56 78 » is a phone without its zero.
function pasUneDate(trouve) {
  const date = DATE.test(trouve) && (EN_ENTIER.test(trouve) || utile(trouve).length < SANS_ZERO);
  return date || ANNEES.test(trouve) ? 0 : trouve.length;
}

const vide = (mot, { mot_de_passe_vide: lignes }) => lignes.join(" ").split(" ").includes(mot);

// Not the ordinary word that follows (« mot de passe : oublié »), nor an hour, nor a date.
function motDePasse(trouve, regles) {
  const mot = trouve.replace(/^[.,;:!?()[\]"']+/, "").replace(/[.,;:!?()[\]"']+$/, "");
  if (mot.length < 3 || HEURE.test(mot) || DATE.test(mot) || ANNEES.test(mot)) return 0;
  return vide(mot, regles) ? 0 : trouve.length;
}

// As for a password: « insta : oublié » names nobody.
const pseudo = (trouve, regles) => (vide(trouve, regles) ? 0 : trouve.length);

export const CONTROLES = {
  nir,
  iban,
  luhn,
  pas_une_date: pasUneDate,
  mot_de_passe: motDePasse,
  pseudo,
};
