"""What an outline must be, said in one place."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from territoires.contours import ContourField, verifier_contour
from tests.fabriques import carre

ANNEAU = carre(-1.7, 48.1)["coordinates"][0]
TROU = carre(-1.698, 48.102, 0.002)["coordinates"][0][::-1]


def polygone(*anneaux: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(anneaux)}


@pytest.mark.parametrize(
    "contour",
    [
        polygone(ANNEAU),
        polygone(ANNEAU, TROU),
        {"type": "MultiPolygon", "coordinates": [[ANNEAU, TROU]]},
    ],
)
def test_an_outline_is_accepted(contour: dict[str, Any]):
    verifier_contour(contour)


@pytest.mark.parametrize(
    ("contour", "code"),
    [
        ("un texte", "type"),
        ({"type": "Point", "coordinates": [-1.7, 48.1]}, "type"),
        ({"type": "Polygon", "coordinates": "ici"}, "forme"),
        ({"type": "Polygon"}, "forme"),
        (polygone([[-1.7], [48.1], [0], [-1.7]]), "forme"),
        (polygone([[-1.7, 48.1, 30], *ANNEAU[1:]]), "forme"),
        ({"type": "MultiPolygon", "coordinates": []}, "vide"),
        (polygone(ANNEAU[:-1]), "anneau"),
        (polygone([ANNEAU[0], ANNEAU[1], ANNEAU[0]]), "anneau"),
        (polygone([[x * 200_000, y * 140_000] for x, y in ANNEAU]), "projection"),
        (polygone([[float("nan"), y] for _, y in ANNEAU]), "anneau"),
        (polygone([ANNEAU[0], ANNEAU[2], ANNEAU[1], ANNEAU[3], ANNEAU[0]]), "topologie"),
        (polygone(ANNEAU[::-1]), "sens"),
        (polygone(ANNEAU, TROU[::-1]), "sens"),
    ],
)
def test_anything_else_is_refused_in_french(contour: Any, code: str):
    with pytest.raises(ValidationError) as refus:
        verifier_contour(contour)

    assert refus.value.code == code
    assert refus.value.messages[0].endswith(".")


def test_the_field_applies_the_rule_and_stays_out_of_forms():
    champ = ContourField()

    assert champ.formfield is not None
    assert not champ.editable
    with pytest.raises(ValidationError, match="Polygon ou MultiPolygon"):
        champ.clean({"type": "Point"}, None)


def test_the_field_is_written_in_a_migration_by_its_own_name():
    _, chemin, _, options = ContourField(null=True).deconstruct()

    assert chemin == "territoires.contours.ContourField"
    assert options == {"null": True}
