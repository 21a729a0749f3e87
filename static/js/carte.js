// The live map: the only module that touches Leaflet (`L`, loaded before it).
// Without it the server's own drawing stays in place.
import { AU_DESSUS, couvre, marquer } from "./carte/lieux.js";
import { situer } from "./carte/points.js";
import { classes, options, serree } from "./carte/zones.js";

// What keeps a figure off the borders of its quartier, in px.
const MARGE = 6;

for (const dessin of document.querySelectorAll("[data-carte]")) {
  const donnees = document.getElementById(dessin.dataset.carte);
  if (donnees) animer(dessin, dessin.nextElementSibling, JSON.parse(donnees.textContent));
}

for (const cadre of document.querySelectorAll("[data-carte-points]")) situer(L, cadre);

// `barre`, under the drawing, tells the quartier chosen and holds the zoom.
function animer(dessin, barre, donnees) {
  const carte = fond(dessin, donnees);
  const lecture = barre.querySelector("p");
  const contours = L.featureGroup(donnees.zones.map(contour)).addTo(carte);
  const trait = L.geoJSON(null, { interactive: false, style: options.choisie }).addTo(carte);
  const cadrer = () => carte.fitBounds(contours.getBounds(), { padding: [8, 8], animate: false });

  cadrer();
  marquer(L, carte, donnees.lieux);
  donnees.zones.forEach((zone, rang) => {
    const couche = contours.getLayers()[rang];
    nommer(couche.getElement(), zone);
    etiqueter(carte, zone, couvre(carte, zone, donnees.lieux));
    const choisir = () => {
      trait.clearLayers().addData(zone.contour);
      lecture.textContent = zone.description;
    };
    couche.on("mouseover click", choisir);
    couche.getElement().addEventListener("focus", choisir);
    couche.getElement().addEventListener("blur", () => trait.clearLayers());
    couche.on("mouseout", () => trait.clearLayers());
  });
  glisserUneFoisAgrandie(carte);
  new ResizeObserver(() => carte.invalidateSize({ pan: false }) && cadrer()).observe(dessin);
  barre.append(zoom(carte));
  barre.hidden = false;
  dessin.dataset.vive = "";
}

function fond(dessin, donnees) {
  const element = dessin.appendChild(document.createElement("div"));
  element.className = "carte-vive";
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", `Carte : ${dessin.dataset.nom}`);
  const carte = L.map(element, {
    ...options.carte,
    maxZoom: donnees.zoom_maximal,
    attributionControl: donnees.tuiles.length > 0,
  });
  for (const [, adresse, reglages] of donnees.tuiles) L.tileLayer(adresse, reglages).addTo(carte);
  return carte;
}

// Beside the map rather than over it: on a phone it would cover a quartier.
function zoom(carte) {
  const boutons = L.control.zoom({ zoomInTitle: "Agrandir", zoomOutTitle: "Réduire" });
  return boutons.addTo(carte).getContainer();
}

function contour(zone) {
  const [couche] = L.geoJSON(zone.contour, { style: options.zone(zone) }).getLayers();
  return couche;
}

// Leaflet draws its shapes for the mouse only.
function nommer(forme, zone) {
  forme.setAttribute("tabindex", "0");
  forme.setAttribute("role", "img");
  forme.setAttribute("aria-label", zone.description);
}

function etiqueter(carte, zone, surDesLieux) {
  if (!zone.texte) return;
  const etiquette = L.tooltip({
    permanent: true,
    direction: "center",
    offset: surDesLieux ? AU_DESSUS : [0, 0],
    className: classes(zone),
  })
    .setLatLng(zone.etiquette)
    .setContent(contenu(zone))
    .addTo(carte);
  const element = etiquette.getElement();
  // The shape itself says more: its label is for the eye.
  element.setAttribute("aria-hidden", "true");
  const ajuster = () => {
    const place = largeur(carte, zone);
    element.classList.remove("carte-etiquette--serree", "carte-etiquette--nue");
    element.classList.toggle("carte-etiquette--serree", serree(place, element.offsetWidth));
    // The letter of the class goes before its figure touches a border: the table tells both.
    element.classList.toggle("carte-etiquette--nue", element.offsetWidth + MARGE > place);
    etiquette.update();
  };
  carte.on("zoomend resize", ajuster);
  // Words are as wide as their font, which may come after the map.
  document.fonts.ready.then(ajuster);
  ajuster();
}

function contenu(zone) {
  const bloc = document.createElement("div");
  bloc.append(Object.assign(document.createElement("span"), { textContent: zone.nom }));
  const valeur = bloc.appendChild(document.createElement("b"));
  valeur.append(zone.texte);
  if (zone.lettre) {
    valeur.append(Object.assign(document.createElement("small"), { textContent: zone.lettre }));
  }
  return bloc;
}

// How many pixels wide the zone is where its label is written.
function largeur(carte, { etiquette: [latitude, longitude], largeur: degres }) {
  const pixels = (degre) => carte.latLngToLayerPoint([latitude, degre]).x;
  return pixels(longitude + degres) - pixels(longitude);
}

// At first sight there is nothing to drag: a finger on the map scrolls the page.
function glisserUneFoisAgrandie(carte) {
  const initial = carte.getZoom();
  carte.on("zoomend", () => {
    carte.dragging[carte.getZoom() > initial + 0.01 ? "enable" : "disable"]();
  });
}
