"""Lighter outlines for pages: simplified as a coverage, so that shared borders stay shared."""

import json
from collections.abc import Sequence

import shapely
from shapely.geometry import mapping

from territoires.geometrie import Contour
from territoires.importation.formes import echelle, en_metres, forme, normaliser_contour

# 12 quartiers must fit in 40 kB of page, whatever the detail of the file.
OCTETS_PAR_QUARTIER = 40_000 // 12
TOLERANCES_M = (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 60, 80, 120)
# 1 m: under what a screen shows of a city.
DECIMALES = 5


def simplifier(contours: Sequence[Contour]) -> list[Contour]:
    """The finest simplification of the whole that fits the budget, in the same order.

    The outlines themselves when none does: heavy pages rather than a false map.
    """
    for tolerance in TOLERANCES_M:
        simples = _simplifier(contours, tolerance)
        if poids(simples) <= OCTETS_PAR_QUARTIER * len(contours) and _tient(simples):
            return simples
    return list(contours)


def _tient(contours: Sequence[Contour]) -> bool:
    """Whether rounding left every outline valid and every border shared."""
    formes = [forme(contour) for contour in contours]
    return bool(shapely.is_valid(formes).all() and shapely.coverage_is_valid(formes))


def poids(contours: Sequence[Contour]) -> int:
    """Bytes of the outlines as compact JSON."""
    return len(json.dumps(contours, separators=(",", ":")))


def _simplifier(contours: Sequence[Contour], tolerance_m: float) -> list[Contour]:
    facteurs = echelle(contours)
    formes = shapely.coverage_simplify(en_metres(contours), tolerance_m)
    arrondies = [
        shapely.transform(une, lambda places: (places / facteurs).round(DECIMALES))
        for une in formes
    ]
    return [normaliser_contour(mapping(une)) for une in arrondies]
