// Days and quarters of an hour, as the team says them. Pure.

const deux = (nombre) => String(nombre).padStart(2, "0");

export function jourIso(date = new Date()) {
  return `${date.getFullYear()}-${deux(date.getMonth() + 1)}-${deux(date.getDate())}`;
}

export function ilYA(jours, depuis = new Date()) {
  const date = new Date(depuis);
  date.setDate(date.getDate() - jours);
  return jourIso(date);
}

export function jourEnClair(iso, aujourdhui = new Date()) {
  if (iso === jourIso(aujourdhui)) return "aujourd’hui";
  if (iso === ilYA(1, aujourdhui)) return "hier";
  if (iso === ilYA(-1, aujourdhui)) return "demain";
  const [annee, mois, jour] = iso.split("-").map(Number);
  const options = { weekday: "short", day: "numeric", month: "short" };
  return new Date(annee, mois - 1, jour).toLocaleDateString("fr-FR", options);
}

// For a sort: today, then the days past, then those to come, the nearest first each time.
export function parProximite(un, autre, jour = jourIso()) {
  const rang = (date) => (date === jour ? 0 : date < jour ? 1 : 2);
  const sens = rang(un) === 2 ? 1 : -1;
  return rang(un) - rang(autre) || sens * un.localeCompare(autre);
}

// The quarter of an hour under way.
export function quart(date = new Date()) {
  return `${deux(date.getHours())}:${deux(date.getMinutes() - (date.getMinutes() % 15))}`;
}

// Leaving comes after arriving: at the next quarter when it is the same one.
export function depart(arrivee, maintenant = quart()) {
  if (!arrivee || arrivee < maintenant) return maintenant;
  const [heure, minutes] = arrivee.split(":").map(Number);
  return quart(new Date(2000, 0, 1, heure, minutes + 15));
}

// "14:15" → "14 h 15", with the narrow space of French typography.
export function heureEnClair(heure) {
  return `${Number(heure.slice(0, 2))}\u202fh\u202f${heure.slice(3, 5)}`;
}

export function creneau(date = new Date()) {
  const heure = date.getHours();
  if (heure < 12) return "matin";
  if (heure < 14) return "midi";
  return heure < 18 ? "apres_midi" : "soiree";
}
