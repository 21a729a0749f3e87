"""The columns over time: each strip on its own scale, and no height for what is hidden."""

import re

from sessions.statistiques.figures.colonnes import Bande, Colonne, colonnes


def hauteurs(svg: str) -> list[float]:
    return [float(hauteur) for hauteur in re.findall(r'<rect[^>]* height="([^"]+)"', svg)]


def dessiner(*valeurs: int | None) -> str:
    bande = Bande(
        "Rencontres", [Colonne(une, "< 11" if une is None else str(une)) for une in valeurs]
    )
    return colonnes([bande], [f"m{rang}" for rang, _ in enumerate(valeurs)], "Des colonnes").svg


def test_heights_are_in_proportion_from_nought() -> None:
    grande, moitie = hauteurs(dessiner(50, 25, 0))
    assert grande == 2 * moitie > 0


def test_each_strip_has_its_own_scale() -> None:
    bandes = [Bande("Sorties", [Colonne(2, "2")]), Bande("Rencontres", [Colonne(900, "900")])]
    petite, grande = hauteurs(colonnes(bandes, ["mars"], "Deux bandes").svg)
    assert petite == grande


def test_a_hidden_count_has_no_height_and_keeps_its_words() -> None:
    svg = dessiner(50, None)
    assert len(hauteurs(svg)) == 1
    assert "&lt; 11" in svg


def test_a_few_columns_write_all_their_values_and_many_the_largest_only() -> None:
    def ecrites(svg: str) -> int:
        return len(re.findall(r">1\d\d</text>", svg))

    assert ecrites(dessiner(*range(100, 113))) == 13
    assert ecrites(dessiner(*range(100, 136))) == 1


def test_words_are_escaped_and_the_drawing_speaks() -> None:
    svg = colonnes([Bande("<b>", [Colonne(1, "<b>")])], ["<b>"], "Une colonne").svg
    assert "<b>" not in svg
    assert 'aria-label="Une colonne"' in svg


def test_nothing_makes_an_empty_drawing() -> None:
    assert hauteurs(colonnes([], [], "Rien").svg) == []
