"""Lighter outlines that still make one map."""

from math import cos, pi, sin

import pytest
import shapely
from shapely.geometry import mapping, shape

from territoires.contours import verifier_contour
from territoires.geometrie import Contour, aire_m2
from territoires.importation.formes import normaliser_contour
from territoires.importation.simplification import OCTETS_PAR_QUARTIER, poids, simplifier
from tests.fabriques import carre


@pytest.fixture(scope="module")
def parts() -> list[Contour]:
    """Four quarters of a city with a wavy edge, far too detailed."""
    bord = [
        (-1.68 + 0.05 * r * cos(a), 48.11 + 0.035 * r * sin(a))
        for a, r in ((i * pi / 1000, 1 + 0.02 * sin(40 * i * pi / 1000)) for i in range(2000))
    ]
    croix = [
        shapely.LineString([(-1.75, 48.11), (-1.61, 48.11)]),
        shapely.LineString([(-1.68, 48.05), (-1.68, 48.17)]),
    ]
    decoupe = shapely.union_all([shapely.Polygon(bord).exterior, *croix])
    return [
        normaliser_contour(mapping(part))
        for part in shapely.polygonize([decoupe]).geoms
        if shapely.Polygon(bord).contains(part.representative_point())
    ]


def test_the_whole_fits_its_budget_and_stays_one_map(parts: list[Contour]):
    simples = simplifier(parts)

    assert len(parts) == 4
    assert poids(parts) > OCTETS_PAR_QUARTIER * 4
    assert poids(simples) <= OCTETS_PAR_QUARTIER * 4
    assert shapely.coverage_is_valid([shape(simple) for simple in simples])
    for simple in simples:
        verifier_contour(simple)


def test_each_keeps_its_place_and_its_area(parts: list[Contour]):
    for exact, simple in zip(parts, simplifier(parts), strict=True):
        assert aire_m2(simple) == pytest.approx(aire_m2(exact), rel=0.01)
        commun = shape(exact).intersection(shape(simple)).area
        assert commun > 0.98 * shape(exact).area


def test_a_light_map_is_left_nearly_as_it_is():
    voisins = [carre(-1.70, 48.10), carre(-1.69, 48.10)]

    assert simplifier(voisins) == [normaliser_contour(un) for un in voisins]


def test_a_map_that_cannot_be_lightened_is_kept_whole(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("territoires.importation.simplification.OCTETS_PAR_QUARTIER", 10)
    voisins = [carre(-1.70, 48.10), carre(-1.69, 48.10)]

    assert simplifier(voisins) == voisins
