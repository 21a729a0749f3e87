"""The bars: one scale, and no length for what is hidden."""

import re

from sessions.statistiques.figures.barres import Barre, barre_de_ligne, barres
from sessions.statistiques.figures.figure import BRIQUE


def largeurs(svg: str) -> list[float]:
    return [float(largeur) for largeur in re.findall(r'<rect[^>]* width="([^"]+)"', svg)]


def test_lengths_are_in_proportion_from_nought() -> None:
    lignes = [Barre("a", 50, "50 %"), Barre("b", 25, "25 %"), Barre("c", 0, "0 %")]
    longue, moitie, nulle = largeurs(barres(lignes, "Trois barres").svg)
    assert longue == 2 * moitie > 0
    assert nulle == 0


def test_a_hidden_count_has_dots_for_a_bar_and_keeps_its_words() -> None:
    figure = barres([Barre("a", 50, "50 %"), Barre("b", None, "< 5")], "Deux barres")
    assert len(largeurs(figure.svg)) == 1
    assert figure.svg.count("stroke-dasharray") == 1
    assert "&lt; 5" in figure.svg


def test_two_hidden_counts_are_drawn_alike() -> None:
    svg = barres([Barre("a", None, "< 5"), Barre("a", None, "< 5")], "Deux barres").svg
    assert len({bout.split('"')[0] for bout in svg.split("h40")[1:]}) == 1


def test_a_bar_may_have_its_own_ink() -> None:
    assert 'fill="#a63d12"' in barres([Barre("a", 5, "5", BRIQUE)], "Une barre").svg


def test_words_are_escaped() -> None:
    assert "<b>" not in barres([Barre("<b>", 1, "<b>")], "<b>").svg


def test_no_line_makes_an_empty_drawing_that_still_speaks() -> None:
    figure = barres([], "Rien à montrer")
    assert 'aria-label="Rien à montrer"' in figure.svg
    assert largeurs(figure.svg) == []


def test_the_bar_of_a_row_is_silent_and_as_wide_as_its_share_of_the_largest() -> None:
    assert largeurs(barre_de_ligne(20, 40)) == [50.0]
    assert largeurs(barre_de_ligne(40, 40)) == [100.0]
    assert 'aria-hidden="true"' in barre_de_ligne(1, 40)
    assert barre_de_ligne(None, 40) == barre_de_ligne(0, 40) == ""
