"""Planned against done; and every figure leads to as many rows."""

import datetime
import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medlove.models import Metier
from sessions.models import Sortie
from sessions.sorties.prevu import prevu_et_fait
from tests.fabriques import AppartenanceFactory, BilanFactory, SortieFactory

ADRESSE = "/sorties/?vue=prevu"


@pytest.fixture(autouse=True)
def _le_22_novembre():
    with time_machine.travel("2026-11-22 12:00+01:00", tick=False):
        yield


@pytest.fixture
def saison(equipe) -> None:
    """T4: 2 done of which one mixed and one without bilan, 1 planned to come, 1 planned and
    never told, 1 called off. T3: 1 done."""
    mixte, autre, ancienne = (
        SortieFactory(equipe=equipe, date=datetime.date(2026, mois, 3)) for mois in (10, 11, 9)
    )
    for metier in (Metier.MEDIATION_SOCIALE, Metier.MEDIATION_NUMERIQUE):
        mixte.equipage.add(AppartenanceFactory(equipe=equipe, metier=metier).utilisateur)
    BilanFactory(sortie=mixte)
    BilanFactory(sortie=ancienne)
    for jour in (2, 28):
        SortieFactory(equipe=equipe, date=datetime.date(2026, 11, jour), statut=Sortie.PLANIFIEE)
    SortieFactory(
        equipe=equipe,
        date=datetime.date(2026, 11, 4),
        statut=Sortie.ANNULEE,
        motif_annulation="Orage",
    )
    assert autre.statut == Sortie.TERMINEE


def page(personne, adresse: str = ADRESSE) -> str:
    reponse = personne.get(adresse)
    assert reponse.status_code == 200
    return reponse.content.decode().partition("<main")[2]


@pytest.mark.usefixtures("saison")
def test_each_trimestre_says_what_was_planned_and_what_came_of_it(equipe):
    dernier, avant = prevu_et_fait(Sortie.objects.de(equipe))
    assert str(dernier.trimestre) == "2026-T4"
    assert (dernier.en_tout, dernier.faites, dernier.prevues, dernier.annulees) == (5, 2, 2, 1)
    assert (dernier.bilans, dernier.mixtes) == (2, 1)
    assert (avant.en_tout, avant.faites, avant.bilans) == (1, 1, 0)


@pytest.mark.usefixtures("saison")
def test_every_figure_leads_to_as_many_rows(mediation):
    figures = re.findall(r'<td class="nombre"><a href="([^"]+)">([^<]+)</a>', page(mediation))
    assert len(figures) == 12
    for adresse, nombre in figures:
        liste = page(mediation, adresse.replace("&amp;", "&"))
        assert liste.count('<li class="ligne') == int(nombre), adresse


@pytest.mark.usefixtures("saison")
def test_what_was_called_off_says_why(mediation):
    assert "Orage" in page(mediation)


def test_an_empty_plan_teaches_the_next_gesture(coordination, mediation):
    assert "/sorties/nouvelle/" in page(coordination)
    assert "La coordination les planifie ici" in page(mediation)


def test_another_equipe_counts_for_nothing(mediation, autre_equipe):
    SortieFactory(equipe=autre_equipe, statut=Sortie.ANNULEE, motif_annulation="Canari")
    assert "Canari" not in page(mediation)


def test_twenty_sorties_cost_no_more_queries_than_ten(mediation, equipe):
    comptes = []
    for _ in range(2):
        SortieFactory.create_batch(5, equipe=equipe)
        SortieFactory.create_batch(
            5, equipe=equipe, statut=Sortie.ANNULEE, motif_annulation="Pluie"
        )
        with CaptureQueriesContext(connection) as requetes:
            page(mediation)
        comptes.append(len(requetes))
    assert comptes[0] == comptes[1] <= 6
