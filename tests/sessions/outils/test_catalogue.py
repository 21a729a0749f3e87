"""The catalogue and the sheet of an outil: who reads them, and what they say."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from medlove.models import Equipe
from sessions.models import Outil, UsageOutil
from tests.client import ClientExigeant
from tests.fabriques import BilanFactory, OutilFactory
from tests.personnes import Personne

LISTE = "/sorties/outils/"


def fiche(outil: Outil) -> str:
    return reverse("outils:fiche", args=[outil.pk])


def utilise(outil: Outil, reaction: str, jour: datetime.date, **sortie: Any) -> UsageOutil:
    bilan = BilanFactory(sortie__equipe=outil.equipe, sortie__date=jour)
    return UsageOutil.objects.create(bilan=bilan, outil=outil, reaction=reaction)


@pytest.mark.parametrize("qui", ["mediation", "coordination", "pilotage"])
def test_every_member_reads_the_catalogue_and_its_sheets(
    qui: str, outil: Outil, request: pytest.FixtureRequest
) -> None:
    personne: Personne = request.getfixturevalue(qui)
    assert "La roue" in personne.get(LISTE).content.decode()
    page = personne.get(fiche(outil)).content.decode()
    for dit in ("Raconter.", "Une roue, douze cartes", "10\u00a0min", outil.photo_montre):
        assert dit in page


def test_a_stranger_finds_nothing_of_it(etrangere: Personne, outil: Outil) -> None:
    assert "La roue" not in etrangere.get(LISTE).content.decode()
    for nom in ("fiche", "photo", "a_imprimer", "modifier"):
        assert etrangere.get(reverse(f"outils:{nom}", args=[outil.pk])).status_code == 404, nom


def test_nobody_and_the_administrator_stay_out(
    anonyme: ClientExigeant, administration: Personne, outil: Outil
) -> None:
    for adresse in (LISTE, fiche(outil), reverse("outils:photo", args=[outil.pk])):
        assert anonyme.get(adresse).url.startswith(reverse("account_login"))
        assert administration.get(adresse).status_code == 403


def test_what_it_gave_is_told_in_a_sentence_and_sortie_by_sortie(
    mediation: Personne, outil: Outil
) -> None:
    utilise(outil, "accroche", datetime.date(2026, 9, 1))
    utilise(outil, "accroche", datetime.date(2026, 9, 8))
    utilise(outil, "bloque", datetime.date(2026, 9, 15))
    dit = "Utilisé dans 3 sorties\u202f: il a accroché 2 fois, bloqué 1 fois."
    assert dit in mediation.get(LISTE).content.decode()
    page = mediation.get(fiche(outil)).content.decode()
    assert dit in page
    assert page.index("15 septembre 2026") < page.index("1er septembre 2026")


def test_steering_reads_what_it_gave_without_a_link_to_a_sortie(
    pilotage: Personne, outil: Outil
) -> None:
    usage = utilise(outil, "accroche", datetime.date(2026, 9, 1))
    page = pilotage.get(fiche(outil)).content.decode()
    assert "1er septembre 2026" in page
    assert str(usage.bilan.sortie_id) not in page


def test_what_another_equipe_noted_of_its_own_outil_is_not_counted(
    mediation: Personne, outil: Outil, autre_equipe: Equipe
) -> None:
    autre = OutilFactory(equipe=autre_equipe, nom="La roue")
    utilise(autre, "accroche", datetime.date(2026, 9, 1))
    assert "Pas encore sorti." in mediation.get(LISTE).content.decode()


def test_those_no_longer_proposed_come_apart(mediation: Personne, equipe: Equipe) -> None:
    OutilFactory(equipe=equipe, nom="L’ancien", is_active=False)
    page = mediation.get(LISTE).content.decode()
    assert page.index("Ne sont plus proposés") < page.index("L’ancien")


@pytest.mark.parametrize(
    ("qui", "geste"), [("mediation", True), ("coordination", True), ("pilotage", False)]
)
def test_an_empty_catalogue_teaches_the_next_gesture_to_those_who_may(
    qui: str, geste: bool, request: pytest.FixtureRequest
) -> None:
    page = request.getfixturevalue(qui).get(LISTE).content.decode()
    assert "Pas encore d’outil" in page
    assert ("Ajouter un outil" in page) is geste


def test_as_many_queries_for_twenty_outils_as_for_ten(mediation: Personne, equipe: Equipe) -> None:
    def requetes() -> int:
        with CaptureQueriesContext(connection) as lues:
            mediation.get(LISTE)
        return len(lues)

    def dix_de_plus() -> None:
        for _ in range(10):
            utilise(OutilFactory(equipe=equipe), "accroche", datetime.date(2026, 9, 1))

    dix_de_plus()
    requetes()  # the first visit writes the session
    dix = requetes()
    dix_de_plus()
    assert requetes() == dix
