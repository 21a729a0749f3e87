"""The scales of the map: quantiles part what is shown evenly, and their rule is told."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from sessions.statistiques.figures.aspects import (
    COULEURS,
    ECARTS,
    PAR_HEURE,
    PARTS_DE_LA_VILLE,
)


@given(valeurs=st.lists(st.integers(0, 1000), max_size=60))
def test_quantiles_range_every_value_in_five_classes_at_most(valeurs: list[int]) -> None:
    echelle = PARTS_DE_LA_VILLE.en_quantiles(valeurs)

    classes = [echelle.classe(une) for une in sorted(valeurs)]
    assert classes == sorted(classes)
    assert len(echelle.intervalles()) == len(echelle.bornes) + 1 <= len(COULEURS)
    assert set(classes) <= set(range(len(echelle.bornes) + 1))
    assert list(echelle.bornes) == sorted(set(echelle.bornes))


@given(valeurs=st.lists(st.integers(0, 10_000), min_size=5, max_size=60, unique=True))
def test_classes_of_distinct_values_are_even(valeurs: list[int]) -> None:
    echelle = PARTS_DE_LA_VILLE.en_quantiles(valeurs)

    tailles = Counter(echelle.classe(une) for une in valeurs).values()
    assert len(tailles) == 5
    assert max(tailles) - min(tailles) <= 1


def test_quantiles_of_nothing_have_one_class() -> None:
    assert PARTS_DE_LA_VILLE.en_quantiles([]).intervalles() == ["toutes les valeurs"]


def test_a_class_of_one_value_is_told_by_it() -> None:
    echelle = PARTS_DE_LA_VILLE.en_quantiles([1, 2, 3, 4, 5])

    assert echelle.intervalles()[1:4] == ["2\u202f%", "3\u202f%", "4\u202f%"]


def test_rates_are_told_in_tenths() -> None:
    assert PAR_HEURE.intervalles()[:2] == ["moins de 2 par heure", "2 à 3,9 par heure"]


def test_the_rule_of_differences_says_what_colour_and_sign_mean() -> None:
    assert "La couleur dit l’ampleur de l’écart" in ECARTS.regle()
