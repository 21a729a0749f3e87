// The map of places: quartiers on plain ground, a numbered mark for each row of the list beside.
// Leaflet is handed over by carte.js, the only module that knows it.

const CONTOUR = { color: "#8a8f98", weight: 1, fill: true, fillColor: "#fff", fillOpacity: 1 };
const SUR_TUILES = { fillOpacity: 0 };
const MARGE = [32, 32];
const ZOOM_D_UN_POINT = 14;

export function situer(L, figure) {
  const fond = lire(figure.dataset.cartePoints);
  figure.hidden = false;
  const carte = tracer(L, figure, fond);
  const style = fond.tuiles.length ? { ...CONTOUR, ...SUR_TUILES } : CONTOUR;
  const quartiers = L.featureGroup(
    fond.quartiers.map((contour) => L.geoJSON(contour, { style, interactive: false })),
  ).addTo(carte);
  const marques = L.featureGroup().addTo(carte);

  const poser = () => {
    marques.clearLayers();
    for (const point of lire(figure.dataset.points).features) {
      marques.addLayer(marque(L, point, "seul" in figure.dataset));
    }
    cadrer(carte, marques, quartiers, fond);
  };
  poser();
  document.addEventListener("resultats", poser);
  new ResizeObserver(() => carte.invalidateSize({ pan: false })).observe(figure);
}

function lire(identifiant) {
  const element = document.getElementById(identifiant);
  return element ? JSON.parse(element.textContent) : { features: [] };
}

function tracer(L, figure, fond) {
  const element = figure.querySelector(".carte-cadre").appendChild(document.createElement("div"));
  element.className = "carte-lieux";
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", figure.dataset.nom);
  const carte = L.map(element, {
    zoomControl: false,
    scrollWheelZoom: false,
    fadeAnimation: false,
    zoomAnimation: false,
    maxZoom: fond.zoom_maximal,
    attributionControl: fond.tuiles.length > 0,
  });
  for (const [, adresse, reglages] of fond.tuiles) L.tileLayer(adresse, reglages).addTo(carte);
  L.control.zoom({ zoomInTitle: "Agrandir", zoomOutTitle: "Réduire" }).addTo(carte);
  return carte;
}

function marque(L, { geometry, properties }, seul) {
  const [longitude, latitude] = geometry.coordinates;
  const icon = L.divIcon({
    className: "repere repere--carte",
    html: seul ? "" : String(properties.numero),
    iconSize: [32, 32],
  });
  const posee = L.marker([latitude, longitude], { icon, keyboard: true, title: properties.nom });
  posee.on("add", () => {
    const rang = seul ? "" : `${properties.numero}. `;
    const phrase = `${rang}${properties.nom}, ${properties.ouverture}`;
    posee.getElement().setAttribute("aria-label", phrase);
  });
  posee.on("keydown", ({ originalEvent }) => {
    if (![" ", "Enter"].includes(originalEvent.key)) return;
    originalEvent.preventDefault();
    mener(properties);
  });
  return posee.on("click", () => mener(properties));
}

// To its row when there is a list, so that nothing typed is lost; else to nothing more.
function mener({ numero }) {
  document.querySelector(`[data-point="${numero}"]`)?.focus();
}

function cadrer(carte, marques, quartiers, fond) {
  const limites = (marques.getLayers().length ? marques : quartiers).getBounds();
  if (limites.isValid()) {
    carte.fitBounds(limites, { padding: MARGE, maxZoom: ZOOM_D_UN_POINT, animate: false });
  } else {
    carte.setView(fond.centre, fond.zoom, { animate: false });
  }
}
