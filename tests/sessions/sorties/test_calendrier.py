"""The plan read as the calendar of a month."""

import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from sessions.models import Sortie
from sessions.periodes import DERNIER_JOUR, PREMIER_JOUR
from sessions.sorties.calendrier import Mois, semaines
from tests.fabriques import RencontreFactory, SortieFactory, UtilisateurFactory

jours = st.dates(PREMIER_JOUR, DERNIER_JOUR)


@pytest.fixture(autouse=True)
def _le_22_novembre():
    with time_machine.travel("2026-11-22 12:00+01:00", tick=False):
        yield


def page(personne, **adresse: str) -> str:
    reponse = personne.get("/sorties/", {"vue": "calendrier", **adresse})
    assert reponse.status_code == 200
    return reponse.content.decode().partition("<main")[2]


def grille(html: str) -> str:
    return html.partition("<table")[2].partition("</table>")[0]


@given(jours)
def test_the_weeks_hold_each_day_of_the_month_once_from_monday_to_sunday(jour: datetime.date):
    mois = Mois.du_jour(jour)
    cases = [case for semaine in semaines(mois, []) for case in semaine]
    assert all(len(semaine) == 7 for semaine in semaines(mois, []))
    assert cases[0].jour.weekday() == 0
    dedans = [case.jour for case in cases if case.dans_le_mois]
    assert dedans[0] == mois.du
    assert dedans[-1] == mois.au
    assert len(dedans) == mois.au.day


@given(jours)
def test_a_month_is_read_as_it_is_written_and_one_can_come_back(jour: datetime.date):
    mois = Mois.du_jour(jour)
    assert Mois.lire(str(mois)) == mois
    if mois.suivant:
        assert mois.suivant.precedent == mois
        assert mois < mois.suivant


def test_the_calendar_has_ends():
    assert Mois(2000, 1).precedent is None
    assert Mois(2100, 12).suivant is None


def test_the_present_month_is_shown_with_its_sorties_in_their_days(mediation, equipe):
    SortieFactory(equipe=equipe, date=datetime.date(2026, 11, 24), statut=Sortie.PLANIFIEE)
    SortieFactory(equipe=equipe, date=datetime.date(2026, 12, 1), statut=Sortie.PLANIFIEE)
    html = page(mediation)
    assert "Novembre 2026" in html
    assert "1 sortie ce mois-là" in html
    assert grille(html).count("calendrier__sortie ") == 1
    assert grille(html).count('aria-current="date"') == 1


def test_a_sortie_says_its_statut_in_words(mediation, equipe):
    jour = datetime.date(2026, 11, 10)
    SortieFactory(equipe=equipe, date=jour, statut=Sortie.ANNULEE, motif_annulation="Orage")
    RencontreFactory(sortie=SortieFactory(equipe=equipe, date=jour))
    html = grille(page(mediation))
    assert "Annulée" in html
    assert "Bilan à faire" in html
    assert "1 rencontre" in html


def test_the_same_sorties_come_as_a_list_where_seven_columns_do_not_fit(mediation, equipe):
    sortie = SortieFactory(equipe=equipe, date=datetime.date(2026, 11, 24))
    assert page(mediation).count(f'href="/sorties/{sortie.pk}/"') == 2


def test_one_goes_from_month_to_month(mediation):
    html = page(mediation, mois="2026-12")
    assert "mois=2026-11" in html
    assert "mois=2027-01" in html


@pytest.mark.parametrize("mois", ["2026-13", "2026-1", "novembre", "1999-12", "9999-01", "\x00"])
def test_a_month_that_is_none_is_told_and_the_present_shown(mediation, mois: str):
    html = page(mediation, mois=mois)
    assert "n’est pas un mois du calendrier" in html
    assert "Novembre 2026" in html


def test_the_coordination_plans_from_a_day_to_come(mediation, coordination):
    assert "/sorties/nouvelle/?jour=2026-11-24" in page(coordination)
    assert "/sorties/nouvelle/?jour=2026-11-21" not in page(coordination)
    assert "?jour=" not in page(mediation)
    formulaire = coordination.get("/sorties/nouvelle/?jour=2026-11-24").content.decode()
    assert 'value="2026-11-24"' in formulaire


def test_another_equipe_is_not_in_it(mediation, autre_equipe):
    SortieFactory(equipe=autre_equipe, date=datetime.date(2026, 11, 24))
    assert "Aucune sortie ce mois-là" in page(mediation)


def test_twenty_sorties_cost_no_more_queries_than_ten(mediation, equipe):
    comptes = []
    for _ in range(2):
        for jour in range(1, 11):
            sortie = SortieFactory(equipe=equipe, date=datetime.date(2026, 11, jour))
            sortie.equipage.add(UtilisateurFactory())
        with CaptureQueriesContext(connection) as requetes:
            page(mediation)
        comptes.append(len(requetes))
    assert comptes[0] == comptes[1] <= 5
