"""A point finds its quartier."""

from decimal import Decimal

import pytest

from territoires.geometrie import contient
from territoires.localisation import quartier_du_point
from territoires.models import Quartier
from tests.fabriques import QuartierFactory, carre


@pytest.fixture
def quartiers() -> list[Quartier]:
    return [
        QuartierFactory.build(numero=1, contour=carre(-1.70, 48.10)),
        QuartierFactory.build(numero=2, contour=carre(-1.69, 48.10)),
    ]


def test_a_point_finds_the_quartier_that_holds_it(quartiers: list[Quartier]):
    trouve = quartier_du_point(Decimal("48.105000"), Decimal("-1.685000"), quartiers)

    assert trouve is quartiers[1]


def test_a_point_outside_of_them_all_finds_none(quartiers: list[Quartier]):
    assert quartier_du_point(48.2, -1.685, quartiers) is None


def test_a_point_on_a_shared_border_finds_one_and_only_one(quartiers: list[Quartier]):
    bord = (-1.69, 48.105)

    assert sum(contient(quartier.contour, *bord) for quartier in quartiers) == 1


def test_no_quartier_is_no_error():
    assert quartier_du_point(48.1, -1.68, []) is None
