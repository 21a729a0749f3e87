"""The frise: one stop a sortie, at its day and on the line of its quartier."""

import re
from datetime import date, timedelta

from sessions.periodes import Periode, Trimestre
from sessions.statistiques.figures.frise import DROITE, LARGEUR, MARGE, Etape, frise

PERIODE = Periode.de(Trimestre(2026, 3))


def arrets(svg: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r'<circle cx="([^"]+)" cy="([^"]+)"', svg)]


def test_the_first_and_last_days_stand_at_both_ends() -> None:
    etapes = [Etape(PERIODE.du, "Le Blosne"), Etape(PERIODE.au, "Le Blosne")]
    (debut, y), (fin, autre) = arrets(frise(etapes, PERIODE, "Deux sorties").svg)
    assert (debut, fin) == (MARGE, LARGEUR - DROITE)
    assert y == autre


def test_each_quartier_has_its_line() -> None:
    jour = date(2026, 8, 1)
    etapes = [Etape(jour, nom) for nom in ("Centre", "Le Blosne", "Centre")]
    hauteurs = [y for _, y in arrets(frise(etapes, PERIODE, "Trois sorties").svg)]
    assert len(set(hauteurs)) == 2
    assert len(hauteurs) == 3


def test_months_are_named_and_thinned_out_over_years() -> None:
    assert "juillet" in frise([], PERIODE, "Un trimestre").svg
    longue = Periode(PERIODE.du, PERIODE.du + timedelta(days=700))
    svg = frise([], longue, "Deux ans").svg
    assert "juillet 2026" in svg
    assert "août 2026" not in svg


def test_a_long_name_is_on_two_lines_and_one_day_is_enough() -> None:
    un_jour = Periode(PERIODE.du, PERIODE.du)
    nom = "Thabor - Saint-Hélier - Alphonse Guérin - Baud-Chardonnet"
    svg = frise([Etape(PERIODE.du, nom)], un_jour, "Une sortie").svg
    assert "Thabor\u00a0- Saint-Hélier\u00a0-</text>" in svg
    assert "Alphonse\u00a0Guérin\u00a0- Baud-Chardonnet</text>" in svg
    assert len(arrets(svg)) == 1


def test_a_name_longer_than_two_lines_is_cut() -> None:
    assert "…</text>" in frise([Etape(PERIODE.du, "Thabor - " * 12)], PERIODE, "Une").svg
