"""From GeoJSON to shapely, and the one way in which we write an outline."""

import re
from collections.abc import Sequence
from math import isfinite
from typing import Any, cast

import shapely
from shapely.geometry import MultiPolygon, Polygon, shape

from territoires.geometrie import Contour, aire_signee, distance_m, polygones

Forme = Polygon | MultiPolygon
Place = tuple[float, float]


def forme(contour: Contour) -> Forme:
    return cast(Forme, shape(contour))


def faute_de_topologie(contour: Contour) -> str | None:
    """Where the outline crosses itself or nests badly, as "longitude latitude"; None if valid."""
    objet = forme(contour)
    if shapely.is_valid(objet):
        return None
    lieu = re.search(r"\[(.+)\]", shapely.is_valid_reason(objet))
    return lieu[1] if lieu else ""


def normaliser_contour(geometrie: Any) -> Contour:
    """Write an outline in one way only, so that a second import finds nothing to change.

    Longitude and latitude alone, rings wound as RFC 7946 asks and begun at their least position,
    polygons sorted, a MultiPolygon of one made a Polygon. No position moves.
    Raises ValueError, OverflowError, TypeError, KeyError or IndexError when this is no Polygon
    or MultiPolygon.
    """
    if geometrie["type"] not in ("Polygon", "MultiPolygon"):
        raise ValueError(geometrie["type"])
    ecrits = sorted(_polygone(polygone) for polygone in polygones(geometrie))
    if not ecrits:
        raise ValueError("empty")
    if len(ecrits) == 1:
        return {"type": "Polygon", "coordinates": ecrits[0]}
    return {"type": "MultiPolygon", "coordinates": ecrits}


def _polygone(anneaux: Sequence[Any]) -> list[list[list[float]]]:
    exterieur, *trous = (_anneau(anneau, rang == 0) for rang, anneau in enumerate(anneaux))
    return [exterieur, *sorted(trous)]


def _anneau(anneau: Sequence[Any], exterieur: bool) -> list[list[float]]:
    places = [_place(position) for position in anneau]
    if len(places) < 4 or places[0] != places[-1]:
        raise ValueError("ring")
    if (aire_signee(places) > 0) is not exterieur:
        places.reverse()
    ouvert = places[:-1]
    debut = ouvert.index(min(ouvert))
    return [list(place) for place in (*ouvert[debut:], *ouvert[:debut], ouvert[debut])]


def _place(position: Sequence[Any]) -> Place:
    longitude, latitude = float(position[0]), float(position[1])
    if isinstance(position, str) or not (isfinite(longitude) and isfinite(latitude)):
        raise ValueError("position")
    return longitude, latitude


def echelle(contours: Sequence[Contour]) -> Place:
    """Metres per degree, eastwards and northwards, in the middle of the outlines."""
    ouest, sud, est, nord = shapely.total_bounds([forme(contour) for contour in contours])
    x, y = (ouest + est) / 2, (sud + nord) / 2
    return distance_m(x - 0.5, y, x + 0.5, y), distance_m(x, y - 0.5, x, y + 0.5)


def en_metres(contours: Sequence[Contour]) -> list[Forme]:
    """The outlines on one local plane, in metres: what meets still meets, to the last digit."""
    facteurs = echelle(contours)
    return [shapely.transform(forme(un), lambda places: places * facteurs) for un in contours]
