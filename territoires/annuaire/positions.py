"""Whether the points of a whole file are longitudes and latitudes, each in its column."""

from collections.abc import Iterator
from math import isfinite

from territoires.annuaire.lecture import Tableau
from territoires.importation.refus import FichierRefuse
from territoires.importation.reperes import en_france

INVERSEES = (
    "Les coordonnées de ce fichier sont inversées : la colonne « latitude » porte les longitudes "
    "(en GeoJSON, la longitude vient d’abord). Échanger les deux, puis importer de nouveau."
)
PROJETEES = (
    "Les coordonnées de ce fichier sont projetées (en mètres, Lambert 93 sans doute) : "
    "l’exporter en longitude et latitude (WGS84, EPSG:4326)."
)


def verifier_les_positions(tableau: Tableau) -> None:
    """Raises FichierRefuse when half of the points or more are wrong in the same way."""
    points = [*_points(tableau)]
    inverses = sum(not en_france(x, y) and en_france(y, x) for x, y in points)
    projetes = sum(abs(x) > 180 or abs(y) > 90 for x, y in points)
    for fautifs, motif in ((inverses, INVERSEES), (projetes, PROJETEES)):
        if fautifs and fautifs * 2 >= len(points):
            raise FichierRefuse(motif)


def _points(tableau: Tableau) -> Iterator[tuple[float, float]]:
    """Longitude and latitude of the rows that have numbers there."""
    for _, ligne in tableau.lignes:
        try:
            x, y = (
                float(str(ligne.get(nom, "")).replace(",", "."))
                for nom in ("longitude", "latitude")
            )
        except ValueError:
            continue
        if isfinite(x) and isfinite(y):
            yield x, y
