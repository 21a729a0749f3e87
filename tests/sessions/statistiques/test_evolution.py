"""Columns by trimestre: one scale for all, and nothing where nothing is told."""

import re

from sessions.statistiques.figures.evolution import HAUTEUR, Colonne, colonnes


def hauteurs(svg: str) -> list[float]:
    return [float(une) for une in re.findall(r'<rect[^>]* height="([^"]+)"', svg)]


def test_heights_are_points_out_of_a_hundred_whatever_the_others():
    seule = colonnes([Colonne("T1", "2026", 25, "25 %")], "Une")
    a_deux = colonnes([Colonne("T1", "2026", 25, "25 %"), Colonne("T2", "2026", 100, "100 %")], "")
    assert hauteurs(seule.svg) == [HAUTEUR, HAUTEUR / 4]
    assert hauteurs(a_deux.svg) == [HAUTEUR, HAUTEUR / 4, HAUTEUR, HAUTEUR]


def test_what_is_hidden_or_was_not_asked_has_no_column_and_keeps_its_word():
    figure = colonnes([Colonne("T1", "2026", None, "masqué"), Colonne("T2", "2026", 0, "0 %")], "")
    assert hauteurs(figure.svg) == [HAUTEUR, 0]
    assert ">masqué<" in figure.svg


def test_words_are_escaped():
    assert "<b>" not in colonnes([Colonne("<b>", "<b>", 1, "<b>")], "<b>").svg


def test_twelve_trimestres_fit_a_screen():
    douze = [Colonne("T1", "2026", 50, "50 %")] * 12
    largeur = re.search(r'viewBox="0 0 (\d+)', colonnes(douze, "").svg)
    assert largeur
    assert int(largeur[1]) <= 720
