// How a zone of the map is drawn. Pure: nothing here knows the page or Leaflet.

const ENCRE = "#1c2430";
const GRIS = "#55606e";
const AISANCE = 0.95;

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

// The two darkest classes take white words.
export function claire(zone) {
  return zone.lettre === "D" || zone.lettre === "E";
}

// Whether a zone is too narrow for its whole label (widths in pixels): its figure stays alone.
export function serree(zone, etiquette) {
  return zone * AISANCE < etiquette;
}
