"""A sortie planned again every week."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from medlove.models import Journal
from sessions.empreinte import empreinte
from sessions.models import Sortie
from sessions.periodes import DERNIER_JOUR, PREMIER_JOUR
from sessions.sorties.elements import donnees_de
from sessions.sorties.repetition import FOIS_AU_PLUS, jours_suivants
from sessions.sorties.services import enregistrer
from tests.fabriques import AppartenanceFactory, QuartierFactory, SortieFactory

AUJOURD_HUI = datetime.date(2026, 11, 22)
SEMAINE = datetime.timedelta(weeks=1)


@pytest.fixture(autouse=True)
def _le_22_novembre():
    with time_machine.travel("2026-11-22 12:00+01:00", tick=False):
        yield


@pytest.fixture
def sortie(equipe, mediation) -> Sortie:
    modele = SortieFactory(
        equipe=equipe,
        date=datetime.date(2026, 11, 24),
        statut=Sortie.PLANIFIEE,
        questions=["exigences"],
        intention="Essayer le marché.",
    )
    modele.equipage.add(mediation.utilisateur)
    return modele


def repeter(personne, sortie: Sortie, fois: object):
    return personne.post(reverse("sorties:repeter", args=[sortie.pk]), {"fois": fois}, follow=True)


def jours(sortie: Sortie) -> list[datetime.date]:
    autres = Sortie.objects.exclude(pk=sortie.pk).filter(statut=Sortie.PLANIFIEE)
    return sorted(autres.values_list("date", flat=True))


def test_it_comes_again_every_week_as_it_was(coordination, mediation, sortie):
    page = repeter(coordination, sortie, 3).content.decode()
    assert jours(sortie) == [sortie.date + rang * SEMAINE for rang in (1, 2, 3)]
    for une in Sortie.objects.exclude(pk=sortie.pk):
        assert (une.creneau, une.quartier) == (sortie.creneau, sortie.quartier)
        assert (une.questions, une.intention) == (["exigences"], "Essayer le marché.")
        assert list(une.equipage.all()) == [mediation.utilisateur]
        assert une.empreinte == empreinte(donnees_de(une))
    assert Journal.objects.filter(action="sortie_planifiee").count() == 3
    assert "3 sorties planifiées\u202f: mardi 1er décembre, mardi 8 décembre" in page


def test_a_day_that_already_holds_such_a_sortie_is_left_alone_and_told(coordination, sortie):
    memes = {"equipe": sortie.equipe, "quartier": sortie.quartier, "statut": Sortie.PLANIFIEE}
    SortieFactory(**memes, date=datetime.date(2026, 12, 1))
    page = repeter(coordination, sortie, 2).content.decode()
    assert jours(sortie) == [datetime.date(2026, 12, 1), datetime.date(2026, 12, 8)]
    assert "Une sortie y était déjà, rien n’a changé\u202f: mardi 1er décembre." in page


@pytest.mark.parametrize(
    "champs",
    [
        {"creneau": "matin"},
        {"statut": Sortie.ANNULEE, "motif_annulation": "Orage"},
        {"quartier": "un autre"},
    ],
)
def test_another_créneau_quartier_or_one_called_off_takes_no_day(coordination, sortie, champs):
    meme = {"equipe": sortie.equipe, "quartier": sortie.quartier, "statut": Sortie.PLANIFIEE}
    autre = {**meme, **champs, "date": datetime.date(2026, 12, 1)}
    if "quartier" in champs:
        autre["quartier"] = QuartierFactory()
    SortieFactory(**autre)
    avant = Sortie.objects.count()
    repeter(coordination, sortie, 1)
    assert Sortie.objects.count() == avant + 1


def test_asked_twice_it_is_repeated_once(coordination, sortie):
    repeter(coordination, sortie, 4)
    page = repeter(coordination, sortie, 4).content.decode()
    assert len(jours(sortie)) == 4
    assert "Aucune sortie planifiée." in page


def test_who_left_the_équipe_is_not_planned_again(coordination, equipe, sortie):
    sortie.equipage.add(AppartenanceFactory(equipe=equipe, is_active=False).utilisateur)
    repeter(coordination, sortie, 1)
    assert Sortie.objects.exclude(pk=sortie.pk).get().equipage.count() == 1


def test_all_are_written_or_none(coordination, sortie, monkeypatch):
    faites = []

    def echouer(une, **options):
        if faites:
            raise RuntimeError
        faites.append(enregistrer(une, **options))
        return une

    monkeypatch.setattr("sessions.sorties.repetition.enregistrer", echouer)
    with pytest.raises(RuntimeError):
        repeter(coordination, sortie, 2)
    assert not jours(sortie)


@pytest.mark.parametrize("fois", ["", "0", "13", "-1", "beaucoup", "1.5"])
def test_a_bad_number_of_weeks_is_told(coordination, sortie, fois: str):
    page = repeter(coordination, sortie, fois).content.decode()
    assert f"Écrire un nombre de semaines, de 1 à {FOIS_AU_PLUS}." in page
    assert not jours(sortie)


def test_one_called_off_is_not_repeated(coordination, equipe):
    annulee = SortieFactory(equipe=equipe, statut=Sortie.ANNULEE, motif_annulation="Orage")
    page = repeter(coordination, annulee, 2).content.decode()
    assert "Cette sortie est annulée" in page
    assert Sortie.objects.count() == 1


def test_opening_the_page_plans_nothing(coordination, sortie):
    page = coordination.get(reverse("sorties:repeter", args=[sortie.pk])).content.decode()
    assert "La première sera le mardi 1er décembre 2026." in page
    assert not jours(sortie)


@pytest.mark.parametrize(("qui", "code"), [("mediation", 403), ("etrangere", 404)])
def test_only_the_coordination_of_the_équipe_repeats(request, sortie, qui: str, code: int):
    assert repeter(request.getfixturevalue(qui), sortie, 2).status_code == code
    assert not jours(sortie)


@given(st.dates(PREMIER_JOUR, DERNIER_JOUR), st.integers(1, FOIS_AU_PLUS))
def test_the_days_are_those_of_the_same_weekday_to_come(jour: datetime.date, fois: int):
    with time_machine.travel("2026-11-22 12:00+01:00", tick=False):
        suivants = jours_suivants(jour, fois)
    assert all(un > jour and un >= AUJOURD_HUI and (un - jour).days % 7 == 0 for un in suivants)
    assert suivants == sorted(set(suivants))
    assert len(suivants) == fois or suivants[-1:] > [DERNIER_JOUR - SEMAINE] or not suivants
    if suivants:
        assert suivants[0] - SEMAINE <= max(jour, AUJOURD_HUI)
