"""The table drawn: areas that are the numbers, and nothing of what is hidden."""

import re

import pytest

from sessions.statistiques.figures.colonnes import Colonne
from sessions.statistiques.figures.figure import BRIQUE
from sessions.statistiques.figures.matrice import Rangee, matrice

COLONNES = ["Exigences financières", "Exigences matérielles"]


def rangee(*valeurs: int | None, libelle: str = "Droits et démarches") -> Rangee:
    return Rangee(libelle, [Colonne(une, "< 11" if une is None else str(une)) for une in valeurs])


def rayons(svg: str) -> list[float]:
    return [float(rayon) for rayon in re.findall(r'<circle[^>]* r="([^"]+)"', svg)]


def test_the_area_is_the_number() -> None:
    grand, petit = rayons(matrice([rangee(400, 100)], COLONNES, "Une rangée").svg)
    assert grand == pytest.approx(2 * petit, rel=0.02)


def test_a_hidden_cell_has_dots_and_keeps_its_words() -> None:
    svg = matrice([rangee(400, None), rangee(None, None)], COLONNES, "Deux rangées").svg
    assert len(rayons(svg)) == 1
    assert svg.count("&lt; 11") == svg.count("stroke-dasharray") == 3


def test_the_largest_alone_has_the_second_ink() -> None:
    svg = matrice([rangee(400, 100)], COLONNES, "Une rangée").svg
    assert svg.count(f'fill="{BRIQUE}"') == 1


def test_words_are_cut_between_words_over_two_lines_at_most() -> None:
    svg = matrice([rangee(1, 2, libelle="mot " * 30)], COLONNES, "Une rangée").svg
    assert ">Exigences</text>" in svg
    assert ">financières</text>" in svg
    assert svg.count(">mot") == 2


def test_nothing_at_all_still_speaks() -> None:
    assert 'aria-label="Rien à montrer"' in matrice([], COLONNES, "Rien à montrer").svg
