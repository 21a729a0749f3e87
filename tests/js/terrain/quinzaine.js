// A fortnight of openings from a Monday, read on the Tuesday at 15 h 10.

export const DEPUIS = "2026-09-14";
export const MARDI = new Date(2026, 8, 15, 15, 10);
export const JOURNEE = [["09:00", "12:30"], ["14:00", "17:30"]];

export const tous = (plages) => Array.from({ length: 14 }, () => plages);

// The same every day, the days of `autres` being something else.
export const sauf = (plages, autres) => Object.assign(tous(plages), autres);
