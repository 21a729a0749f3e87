"""Messages are typeset as French is."""

import pytest

from territoires.importation.refus import (
    FichierRefuse,
    compter,
    enumerer,
    nombre,
    superficie,
    typographier,
)


def test_plain_spaces_become_narrow_and_unbreakable():
    assert str(FichierRefuse("Ici : « là » ; fin ?")) == (
        "Ici\u202f: «\u202flà\u202f»\u202f; fin\u202f?"
    )
    assert typographier("http://exemple.test:8000") == "http://exemple.test:8000"


@pytest.mark.parametrize(
    ("m2", "texte"),
    [(12, "12 m²"), (9_999, "9\u202f999 m²"), (827_000, "82,7 ha"), (50_304_000, "50,30 km²")],
)
def test_an_area_is_told_in_the_unit_one_can_picture(m2: float, texte: str):
    assert superficie(m2) == texte


def test_a_number_has_its_comma_and_its_thousands():
    assert nombre(7327) == "7\u202f327"
    assert nombre(1234.5678, 3) == "1\u202f234,568"


def test_a_count_agrees_with_its_noun():
    assert compter(1, "lieu", "x") == "1 lieu"
    assert compter(12, "lieu", "x") == "12 lieux"
    assert compter(1200, "quartier") == "1\u202f200 quartiers"


@pytest.mark.parametrize(
    ("numeros", "texte"),
    [([3], "n° 3"), ([3, 9], "n° 3 et n° 9"), ([3, 9, 10], "n° 3, n° 9 et n° 10")],
)
def test_numbers_are_listed(numeros: list[int], texte: str):
    assert enumerer(numeros) == texte
