// How a zone of the map is drawn. Pure: nothing here knows the page or Leaflet.

const ENCRE = "#1c2430";
const GRIS = "#55606e";
// Quartiers narrow above and below the middle of their label.
const AISANCE = 0.75;

export const options = {
  carte: {
    zoomControl: false,
    scrollWheelZoom: false,
    dragging: false,
    zoomSnap: 0,
    zoomDelta: 0.5,
    fadeAnimation: false,
    zoomAnimation: false,
  },
  zone: (zone) => ({
    className: `zone zone--${zone.aspect}`,
    color: GRIS,
    weight: 1.25,
    fill: zone.fond !== "none",
    fillColor: zone.fond,
    fillOpacity: 1,
  }),
  choisie: { color: ENCRE, weight: 3.5, fill: false },
};

// The two darkest classes take white words; a word in place of a figure is written small.
export function classes({ lettre, texte }) {
  const variantes = { claire: lettre === "D" || lettre === "E", mot: !/\d/.test(texte) };
  const siennes = Object.keys(variantes).filter((nom) => variantes[nom]);
  return ["carte-etiquette", ...siennes.map((nom) => `carte-etiquette--${nom}`)].join(" ");
}

// Whether a zone is too narrow for its whole label (widths in pixels): its name is left out,
// its figure and the letter of its class stay.
export function serree(zone, etiquette) {
  return zone * AISANCE < etiquette;
}
