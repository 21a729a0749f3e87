"""The small multiples: one scale for all, and nothing drawn of what is hidden."""

import re

from sessions.statistiques.figures.colonnes import Bande, Colonne
from sessions.statistiques.figures.figure import BRIQUE
from sessions.statistiques.figures.multiples import LONGUEUR_DU_TITRE, multiples

MOMENTS = ["T1", "T2"]


def bande(titre: str, *valeurs: int | None) -> Bande:
    return Bande(titre, [Colonne(une, "< 11" if une is None else str(une)) for une in valeurs])


def hauteurs(svg: str) -> list[float]:
    return [float(haut) for haut in re.findall(r'<rect[^>]* height="([^"]+)"', svg)]


def test_all_the_cases_are_on_one_scale() -> None:
    svg = multiples([bande("A", 100, 50), bande("B", 25, 0)], MOMENTS, "Deux lieux").svg
    haute, moitie, quart, nulle = hauteurs(svg)
    assert haute == 2 * moitie == 4 * quart > 0
    assert nulle == 0


def test_the_largest_alone_has_the_second_ink() -> None:
    svg = multiples([bande("A", 100, 50), bande("B", 25, 0)], MOMENTS, "Deux lieux").svg
    assert svg.count(f'fill="{BRIQUE}"') == 1


def test_a_hidden_count_has_dots_and_no_column() -> None:
    svg = multiples([bande("A", 100, None)], MOMENTS, "Un lieu").svg
    assert len(hauteurs(svg)) == 1
    assert svg.count("stroke-dasharray") == 1
    assert "&lt; 11" in svg


def test_a_fourth_case_begins_a_row_and_the_drawing_grows() -> None:
    def haut(nombre: int) -> float:
        svg = multiples([bande("A", 1, 2)] * nombre, MOMENTS, "Des lieux").svg
        return float(re.findall(r'viewBox="0 0 \S+ ([^"]+)"', svg)[0])

    assert haut(1) == haut(3) < haut(4)


def test_a_long_name_is_cut_and_nothing_at_all_still_speaks() -> None:
    svg = multiples([bande("A" * 120, 1, 2)], MOMENTS, "Un lieu").svg
    assert max(len(mot) for mot in re.findall(r">([^<]+)</text>", svg)) <= LONGUEUR_DU_TITRE
    assert 'aria-label="Rien à montrer"' in multiples([], MOMENTS, "Rien à montrer").svg
