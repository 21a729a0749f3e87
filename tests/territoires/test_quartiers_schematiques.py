"""The schematic quartiers hold to the facts they are drawn from."""

import json
from collections import defaultdict
from io import StringIO
from itertools import combinations, pairwise
from math import atan2, cos, degrees, radians

import pytest
import shapely
from django.core.management import call_command
from shapely.geometry import shape

from fixtures.dessin.faits import FAITS, VOISINAGES
from fixtures.dessiner_quartiers import FICHIER, dessiner
from territoires.geometrie import aire_m2, contient, distance_m
from territoires.importation.formes import en_metres
from territoires.models import Quartier

COLLECTION = json.loads(FICHIER.read_text(encoding="utf-8"))
CONTOURS = {un["properties"]["numero"]: un["geometry"] for un in COLLECTION["features"]}
# Less than this is a corner, not a border.
CONTACT_M = 100


def voisins() -> set[tuple[int, int]]:
    formes = dict(zip(CONTOURS, en_metres(list(CONTOURS.values())), strict=True))
    return {
        (min(a, b), max(a, b))
        for a, b in combinations(formes, 2)
        if formes[a].intersection(formes[b]).length > CONTACT_M
    }


def test_the_twelve_are_there_and_say_what_they_are():
    assert [
        (un["properties"]["numero"], un["properties"]["nom"]) for un in COLLECTION["features"]
    ] == [(fait.numero, fait.nom) for fait in FAITS]
    assert all(un["properties"]["schematique"] is True for un in COLLECTION["features"])


@pytest.mark.parametrize("fait", FAITS, ids=lambda fait: fait.nom)
def test_an_area_is_the_known_one_within_a_hundredth(fait):
    assert aire_m2(CONTOURS[fait.numero]) == pytest.approx(fait.km2 * 1e6, rel=0.01)


@pytest.mark.parametrize("fait", FAITS, ids=lambda fait: fait.nom)
def test_a_quartier_lies_round_its_known_centre(fait):
    contour = CONTOURS[fait.numero]
    centre = shape(contour).centroid

    assert contient(contour, fait.longitude, fait.latitude)
    assert distance_m(centre.x, centre.y, fait.longitude, fait.latitude) < 200


def test_every_known_neighbour_is_one_and_nobody_else():
    assert len(VOISINAGES) == 22
    assert voisins() == VOISINAGES


def test_the_whole_is_one_valid_coverage_without_holes():
    formes = [shape(contour) for contour in CONTOURS.values()]

    assert shapely.is_valid(formes).all()
    assert shapely.coverage_is_valid(formes)
    assert shapely.union_all(formes).geom_type == "Polygon"
    assert len(shapely.union_all(formes).interiors) == 0


def test_borders_are_rounded():
    """Away from junctions, where three borders meet, no border turns sharply."""
    voisines: dict[tuple[float, float], set[tuple[float, float]]] = defaultdict(set)
    for contour in CONTOURS.values():
        for debut, fin in pairwise(map(tuple, contour["coordinates"][0])):
            voisines[debut].add(fin)
            voisines[fin].add(debut)
    virages = [virage(place, *autres) for place, autres in voisines.items() if len(autres) == 2]

    assert len(virages) > 500
    assert max(virages) < 30


def virage(
    place: tuple[float, float], avant: tuple[float, float], apres: tuple[float, float]
) -> float:
    """Degrees by which a line turns at a place."""
    serrage = cos(radians(place[1]))
    caps = [
        atan2(fin[1] - debut[1], (fin[0] - debut[0]) * serrage)
        for debut, fin in ((avant, place), (place, apres))
    ]
    return abs((degrees(caps[1] - caps[0]) + 180) % 360 - 180)


@pytest.mark.django_db
def test_the_file_goes_through_the_import_and_is_marked():
    ecran = StringIO()
    call_command("importer_quartiers", str(FICHIER), stdout=ecran)

    assert "créés\u202f: 12" in ecran.getvalue()
    assert Quartier.objects.filter(schematique=True).count() == 12


@pytest.mark.complet
def test_drawing_again_gives_the_same_map():
    formes = {un["properties"]["numero"]: shape(un["geometry"]) for un in dessiner()["features"]}

    for numero, contour in CONTOURS.items():
        ecart = shape(contour).symmetric_difference(formes[numero]).area
        assert ecart < 1e-3 * formes[numero].area
