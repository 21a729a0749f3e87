"""The season of bench/statistiques: as many rencontres as asked, all well marked."""

from datetime import date

import pytest

from bench import saison
from medlove.models import Equipe
from sessions.models import Besoin, Exigence, Rencontre, Sortie
from sessions.periodes import Periode
from sessions.rencontres.premiers import MARQUES, remarquer

PERIODE = Periode(date(2026, 1, 1), date(2026, 6, 30))


def lignes(equipe: Equipe) -> list[tuple[object, ...]]:
    besoins = Besoin.objects.filter(equipe=equipe).order_by("jour", "rencontre", "rang")
    return list(besoins.values_list("jour", "categorie__code", "reponse", *MARQUES))


def test_they_are_as_many_as_asked_in_the_period(equipe: Equipe) -> None:
    saison.semer(equipe, 100, PERIODE)

    assert Rencontre.objects.count() == 100
    jours = set(Sortie.objects.values_list("date", flat=True))
    assert jours == set(Rencontre.objects.values_list("jour", flat=True))
    assert PERIODE.du <= min(jours) <= max(jours) <= PERIODE.au


def test_they_are_marked_as_the_product_marks_them(equipe: Equipe) -> None:
    saison.semer(equipe, 100, PERIODE)
    ecrites = lignes(equipe)

    remarquer(Besoin.objects.all())

    assert lignes(equipe) == ecrites


def test_copies_are_whole_and_tell_the_same(
    equipe: Equipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saison, "A_LA_MAIN", 20)
    saison.semer(equipe, 60, PERIODE)

    assert Rencontre.objects.count() == 60
    assert Rencontre.objects.filter(sortie=None).count() == 0
    assert Exigence.objects.count() % 3 == 0
    assert all(un.rencontre.jour == un.jour for un in Besoin.objects.select_related("rencontre"))
    ecrites = lignes(equipe)
    remarquer(Besoin.objects.all())
    assert lignes(equipe) == ecrites
