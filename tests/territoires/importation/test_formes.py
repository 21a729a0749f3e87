"""An outline is written in one way only, and no position moves."""

from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import shape

from territoires.contours import verifier_contour
from territoires.importation.formes import en_metres, normaliser_contour
from tests.fabriques import carre

ANNEAU = carre(-1.7, 48.1, 0.03)["coordinates"][0]
TROUS = [
    carre(-1.695, 48.105, 0.002)["coordinates"][0],
    carre(-1.685, 48.115, 0.002)["coordinates"][0],
]
AILLEURS = carre(-1.6, 48.1)["coordinates"][0]


def melange(anneau: list[Any], depart: int, envers: bool, altitude: bool) -> list[Any]:
    """The same ring begun elsewhere, turned round, with heights."""
    ouvert = anneau[:-1]
    places = [*ouvert[depart:], *ouvert[:depart], ouvert[depart]]
    return [[*place, 30.0] if altitude else place for place in (places[::-1] if envers else places)]


@given(
    st.lists(st.integers(0, 3), min_size=4, max_size=4), st.booleans(), st.booleans(), st.booleans()
)
def test_every_writing_of_an_outline_becomes_the_same(
    departs: list[int], envers: bool, altitude: bool, echange: bool
):
    grand, *trous, loin = [
        melange(anneau, depart, envers, altitude)
        for anneau, depart in zip([ANNEAU, *TROUS, AILLEURS], departs, strict=True)
    ]
    polygones = [[grand, *(trous[::-1] if echange else trous)], [loin]]
    ecrit = normaliser_contour(
        {"type": "MultiPolygon", "coordinates": polygones[::-1] if echange else polygones}
    )

    verifier_contour(ecrit)
    assert ecrit == normaliser_contour(ecrit)
    assert ecrit == normaliser_contour(
        {"type": "MultiPolygon", "coordinates": [[ANNEAU, *TROUS], [AILLEURS]]}
    )


def test_a_multipolygon_of_one_is_a_polygon():
    seul = normaliser_contour({"type": "MultiPolygon", "coordinates": [[ANNEAU]]})

    assert seul == normaliser_contour({"type": "Polygon", "coordinates": [ANNEAU]})
    assert seul["type"] == "Polygon"


@pytest.mark.parametrize(
    "geometrie",
    [
        None,
        "texte",
        {},
        {"type": "Point", "coordinates": [-1.7, 48.1]},
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [ANNEAU[:-1]]},
        {"type": "Polygon", "coordinates": [["ab", "cd", "ef", "ab"]]},
        {"type": "Polygon", "coordinates": [[[None, 1], [2, 3], [4, 5], [None, 1]]]},
        {"type": "Polygon", "coordinates": [[[1e999, 1], [2, 3], [4, 5], [1e999, 1]]]},
        {"type": "MultiPolygon", "coordinates": [ANNEAU]},
    ],
)
def test_what_is_no_outline_is_an_error(geometrie: Any):
    with pytest.raises((TypeError, ValueError, KeyError, IndexError)):
        normaliser_contour(geometrie)


def test_outlines_that_touch_in_degrees_touch_in_metres():
    formes = en_metres([carre(-1.7, 48.1), carre(-1.69, 48.1)])

    assert shapely.coverage_is_valid(formes)
    assert formes[0].area == pytest.approx(743_900 * 1.112, rel=0.01)
    assert shape(carre(-1.7, 48.1)).area < 1e-3
