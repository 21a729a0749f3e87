// When a partenaire is open, from the fourteen days the server computed. What is not known is
// said so: neither open nor closed. Pure.

import { jourIso } from "./noyau.js";

const FINE = "\u202f";
const JOUR = 86_400_000; // ms
const MINUIT = "24:00";
const SEMAINE = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"];

// How many days after `depuis`, "2026-09-15", `date` is.
export function rangDuJour(depuis, date) {
  return Math.round((Date.parse(jourIso(date)) - Date.parse(depuis)) / JOUR);
}

// "09:00" → « 9 h »; "17:30" → « 17 h 30 ».
export function heure(texte) {
  if (texte === "00:00" || texte === MINUIT) return "minuit";
  const [heures, minutes] = texte.split(":");
  const suite = minutes === "00" ? "" : FINE + minutes;
  return `${Number(heures)}${FINE}h${suite}`;
}

// {ouvert: true, false or null when unknown, jusqua: "17:30" or null, rouvre: {dans, a} or null}.
// `dans` is in days. A closed door whose next opening falls after a day that nobody knows has
// `inconnu`, how many days off that one is.
export function etat({ ouvertures }, depuis, maintenant) {
  const rang = rangDuJour(depuis, maintenant);
  const jours = ouvertures?.slice(Math.max(0, rang)) ?? [];
  if (!(rang >= 0 && jours[0])) return { ouvert: null, jusqua: null, rouvre: null };
  const instant = maintenant.toTimeString().slice(0, 5);
  const plage = jours[0].find(([de, a]) => de <= instant && instant < a);
  if (plage) return { ouvert: true, jusqua: fin(plage, jours), rouvre: null };
  for (const [dans, plages] of jours.entries()) {
    if (!plages) return { ouvert: false, jusqua: null, rouvre: null, inconnu: dans };
    const suivante = plages.find(([de]) => dans > 0 || de > instant);
    if (suivante) return { ouvert: false, jusqua: null, rouvre: { dans, a: suivante[0] } };
  }
  return { ouvert: false, jusqua: null, rouvre: null };
}

// The night goes on in the next day; null when it never closes.
function fin([, a], jours) {
  let jusqua = a;
  for (const plages of jours.slice(1)) {
    if (jusqua !== MINUIT) return jusqua;
    const suite = plages?.find(([de]) => de === "00:00");
    if (!suite) return jusqua;
    jusqua = suite[1];
  }
  return jusqua === MINUIT ? null : jusqua;
}

export function phrase(partenaire, depuis, maintenant) {
  const { ouvert, jusqua, rouvre, inconnu } = etat(partenaire, depuis, maintenant);
  if (ouvert === null) return inconnue(partenaire, depuis, maintenant);
  if (ouvert) return jusqua ? `ouvert jusqu’à ${heure(jusqua)}` : "ouvert en continu";
  if (rouvre) return `fermé, ouvre ${jourDit(rouvre.dans, maintenant)}à ${heure(rouvre.a)}`;
  if (inconnu) return `fermé, horaires à vérifier ${jourDit(inconnu, maintenant)}`.trim();
  return "fermé ces prochains jours";
}

function inconnue({ ouvertures, horaires }, depuis, maintenant) {
  if (ouvertures?.[rangDuJour(depuis, maintenant)] === null) return `jour férié${FINE}: horaires à vérifier`;
  return ouvertures || horaires ? "horaires à vérifier" : "horaires non renseignés";
}

// « », « demain », « lundi », « le 28 ».
function jourDit(dans, maintenant) {
  if (dans === 0) return "";
  if (dans === 1) return "demain ";
  const jour = new Date(maintenant.getFullYear(), maintenant.getMonth(), maintenant.getDate() + dans);
  if (dans < 7) return `${SEMAINE[jour.getDay()]} `;
  return `le ${jour.toLocaleDateString("fr-FR", { day: "numeric", month: "long" })} `;
}

// The seven days from today: [{du, au, plages}], `du` and `au` being days of the week, 0 for
// Monday; equal days that follow each other are one line. Seven days known run from Monday, as on
// paper; where one is not, the coming days are told from today. [] when nothing is known.
export function semaine({ ouvertures }, depuis, maintenant) {
  const rang = rangDuJour(depuis, maintenant);
  if (!(ouvertures && rang >= 0)) return [];
  const jours = ouvertures
    .slice(rang, rang + 7)
    .map((plages, dans) => ({ jour: (maintenant.getDay() + 6 + dans) % 7, plages }));
  const connus = jours.filter(({ plages }) => plages).length;
  if (jours.length === 7 && connus % 7 === 0) jours.sort((un, autre) => un.jour - autre.jour);
  const lignes = [];
  for (const { jour, plages } of jours) {
    const derniere = lignes.at(-1);
    if (derniere && JSON.stringify(derniere.plages) === JSON.stringify(plages)) derniere.au = jour;
    else lignes.push({ du: jour, au: jour, plages });
  }
  return lignes;
}
