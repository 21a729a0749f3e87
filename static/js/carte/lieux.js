// The lieux over the quartiers, as discs: for the eye, since the table beside tells them all.
// Leaflet is handed over by carte.js, the only module that knows it.

const BRIQUE = "#a63d12";
const BLANC = "#fff";
// The server counts the radius on a drawing that wide.
const LARGEUR = 640;
// Lieux are often in the middle of their quartier: its label makes room for them, in px.
const AUTOUR = { x: 50, y: 32 };
export const AU_DESSUS = [0, -36];

// Whether the label of a zone would lie on the disc of a lieu.
export function couvre(carte, { etiquette }, lieux) {
  const ici = carte.latLngToLayerPoint(etiquette);
  return lieux.some(({ place }) => {
    const ecart = carte.latLngToLayerPoint(place).subtract(ici);
    return Math.abs(ecart.x) < AUTOUR.x && Math.abs(ecart.y) < AUTOUR.y;
  });
}

export function marquer(L, carte, lieux) {
  if (!lieux.length) return;
  carte.getContainer().classList.add("carte-vive--lieux");
  const cercles = lieux.map(({ place, rayon }) => [
    L.circleMarker(place, {
      className: "lieu",
      interactive: false,
      color: BLANC,
      weight: 1,
      fillColor: BRIQUE,
      fillOpacity: 0.8,
    }).addTo(carte),
    rayon,
  ]);
  const ajuster = () => {
    const echelle = carte.getSize().x / LARGEUR;
    for (const [cercle, rayon] of cercles) cercle.setRadius(Math.max(2, rayon * echelle));
  };
  carte.on("resize", ajuster);
  ajuster();
}
