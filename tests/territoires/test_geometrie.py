"""Areas, distances and containment: rules for every outline, tried on drawn ones."""

from math import atan, atan2, cos, degrees, hypot, pi, radians, sin, tan

import pytest
import shapely
from hypothesis import assume, example, given
from hypothesis import strategies as st

from territoires.geometrie import (
    DEMI_GRAND_AXE_M,
    Boite,
    Contour,
    aire_m2,
    aire_signee,
    boite,
    contient,
    distance_m,
)
from tests.fabriques import carre

longitudes = st.floats(-170, 170)
latitudes = st.floats(-70, 70)


@st.composite
def etoiles(draw: st.DrawFn) -> Contour:
    """A polygon of a few kilometres that never crosses itself: radii around a centre."""
    x, y = draw(longitudes), draw(latitudes)
    rayons = draw(st.lists(st.floats(0.004, 0.03), min_size=3, max_size=24))
    angles = [2 * pi * rang / len(rayons) for rang in range(len(rayons))]
    anneau = [[x + r * cos(a), y + r * sin(a)] for r, a in zip(rayons, angles, strict=True)]
    return {"type": "Polygon", "coordinates": [[*anneau, anneau[0]]]}


def vincenty(x1: float, y1: float, x2: float, y2: float) -> float:
    """The length of the geodesic on WGS84 (Vincenty, 1975, inverse): the reference."""
    aplatissement = 1 / 298.257223563
    petit_axe = DEMI_GRAND_AXE_M * (1 - aplatissement)
    u1, u2 = (atan((1 - aplatissement) * tan(radians(y))) for y in (y1, y2))
    ecart = angle = radians(x2 - x1)
    for _ in range(100):
        sinus = hypot(cos(u2) * sin(angle), cos(u1) * sin(u2) - sin(u1) * cos(u2) * cos(angle))
        if not sinus:
            return 0.0
        cosinus = sin(u1) * sin(u2) + cos(u1) * cos(u2) * cos(angle)
        sigma = atan2(sinus, cosinus)
        sin_alpha = cos(u1) * cos(u2) * sin(angle) / sinus
        carre_alpha = 1 - sin_alpha**2
        cos2m = cosinus - 2 * sin(u1) * sin(u2) / carre_alpha if carre_alpha else 0.0
        c = aplatissement / 16 * carre_alpha * (4 + aplatissement * (4 - 3 * carre_alpha))
        suivant = ecart + (1 - c) * aplatissement * sin_alpha * (
            sigma + c * sinus * (cos2m + c * cosinus * (2 * cos2m**2 - 1))
        )
        if abs(suivant - angle) < 1e-14:
            break
        angle = suivant
    k = carre_alpha * (DEMI_GRAND_AXE_M**2 - petit_axe**2) / petit_axe**2
    a = 1 + k / 16384 * (4096 + k * (-768 + k * (320 - 175 * k)))
    b = k / 1024 * (256 + k * (-128 + k * (74 - 47 * k)))
    reste = b * sinus * (cos2m + b / 4 * cosinus * (2 * cos2m**2 - 1))
    return petit_axe * a * (sigma - reste)


@given(longitudes, latitudes, st.floats(-0.15, 0.15), st.floats(-0.15, 0.15))
@example(-1.68, 48.11, 0.1, 0.05)
def test_a_distance_is_the_one_of_the_ellipsoid_within_one_in_ten_thousand(
    x: float, y: float, dx: float, dy: float
):
    reference = vincenty(x, y, x + dx, y + dy)
    assume(1 < reference < 20_000)

    assert distance_m(x, y, x + dx, y + dy) == pytest.approx(reference, rel=1e-4)


@given(longitudes, latitudes, longitudes, latitudes)
def test_a_distance_is_the_same_both_ways(x1: float, y1: float, x2: float, y2: float):
    assert distance_m(x1, y1, x2, y2) == distance_m(x2, y2, x1, y1)
    assert distance_m(x1, y1, x1, y1) == 0


@given(longitudes, st.floats(-69, 69), st.floats(0.001, 0.02))
def test_the_area_of_a_small_square_is_the_product_of_its_sides(x: float, y: float, cote: float):
    milieu = y + cote / 2
    largeur = distance_m(x, milieu, x + cote, milieu)
    hauteur = distance_m(x, y, x, y + cote)

    assert aire_m2(carre(x, y, cote)) == pytest.approx(largeur * hauteur, rel=1e-6)


def test_the_area_of_a_hemisphere_is_half_of_the_ellipsoid():
    hemisphere = {
        "type": "Polygon",
        "coordinates": [[[-180, 0], [180, 0], [180, 90], [-180, 90], [-180, 0]]],
    }

    assert aire_m2(hemisphere) == pytest.approx(510_065_621.7e6 / 2, rel=1e-9)


@given(etoiles())
def test_the_area_does_not_depend_on_where_the_ring_begins_nor_on_its_way(contour: Contour):
    ouvert = contour["coordinates"][0][:-1]
    tourne = [*ouvert[2:], *ouvert[:3]]

    for anneau in (tourne, tourne[::-1]):
        autre = {"type": "Polygon", "coordinates": [anneau]}
        assert aire_m2(autre) == pytest.approx(aire_m2(contour), rel=1e-9)


@given(etoiles())
def test_a_hole_is_taken_out_and_parts_add_up(contour: Contour):
    anneau = contour["coordinates"][0]
    x, y = anneau[0]
    ailleurs = [[px + 0.2, py] for px, py in anneau]
    trou = carre(x, y, 0.001)["coordinates"][0]
    deux = {"type": "MultiPolygon", "coordinates": [[anneau, trou], [ailleurs]]}

    attendue = 2 * aire_m2(contour) - aire_m2(carre(x, y, 0.001))
    assert aire_m2(deux) == pytest.approx(attendue, rel=1e-9)


@given(etoiles(), st.floats(-0.04, 0.04), st.floats(-0.04, 0.04))
def test_a_point_is_inside_exactly_when_shapely_says_so(contour: Contour, dx: float, dy: float):
    anneau = contour["coordinates"][0]
    x = sum(place[0] for place in anneau) / len(anneau) + dx
    y = sum(place[1] for place in anneau) / len(anneau) + dy
    polygone = shapely.Polygon(anneau)
    assume(polygone.boundary.distance(shapely.Point(x, y)) > 1e-9)

    assert contient(contour, x, y) is polygone.contains(shapely.Point(x, y))


@given(etoiles(), longitudes, latitudes)
def test_outside_of_the_box_is_outside_of_the_outline(contour: Contour, x: float, y: float):
    cadre = boite(contour)
    assume(not cadre.contient(x, y))

    assert not contient(contour, x, y)


def test_the_middle_of_a_hole_is_outside():
    perce = {
        "type": "Polygon",
        "coordinates": [
            carre(-1.7, 48.1, 0.03)["coordinates"][0],
            carre(-1.69, 48.11, 0.01)["coordinates"][0][::-1],
        ],
    }

    assert not contient(perce, -1.685, 48.115)
    assert contient(perce, -1.695, 48.105)


def test_a_box_holds_every_part():
    deux = {
        "type": "MultiPolygon",
        "coordinates": [carre(-1.7, 48.1)["coordinates"], carre(-1.6, 48.2)["coordinates"]],
    }

    assert boite(deux) == pytest.approx(Boite(-1.7, 48.1, -1.59, 48.21))


@given(etoiles())
def test_a_ring_turned_round_changes_sign(contour: Contour):
    anneau = contour["coordinates"][0]

    assert aire_signee(anneau) > 0
    assert aire_signee(anneau[::-1]) == pytest.approx(-aire_signee(anneau))


def grand_cercle(x1: float, x2: float, latitude: float) -> list[list[float]]:
    """Ten steps of the geodesic of the sphere between two points of one parallel."""
    moitie = radians(x2 - x1) / 2
    pas = [x1 + (x2 - x1) * rang / 10 for rang in range(11)]
    tangente = tan(radians(latitude))
    return [
        [x, degrees(atan(tangente * cos(radians(x - (x1 + x2) / 2)) / cos(moitie)))] for x in pas
    ]


@given(st.floats(0.005, 0.05), st.floats(20, 60))
def test_a_long_edge_errs_by_no_more_than_the_stated_bound(largeur: float, latitude: float):
    sud = latitude - 0.02
    droit = [[0.0, sud], [largeur, sud], [largeur, latitude], [0.0, latitude], [0.0, sud]]
    courbe = [*droit[:2], *grand_cercle(0.0, largeur, latitude)[::-1], droit[0]]

    longueur = distance_m(0, latitude, largeur, latitude)
    borne = longueur**3 * tan(radians(latitude)) / (12 * 6_371_000)
    ecart = aire_m2({"type": "Polygon", "coordinates": [courbe]}) - aire_m2(
        {"type": "Polygon", "coordinates": [droit]}
    )
    # Ten chords leave one hundredth of the bow; the ellipsoid is not quite the sphere.
    assert 0.95 * borne < ecart < 1.02 * borne
