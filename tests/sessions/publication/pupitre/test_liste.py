"""The desk of publications: periods, and what the équipe decides beforehand."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medlove.models import Equipe, Journal
from sessions.models import Reglages
from sessions.publication import services
from tests.lecture_seule import lecture_seule

ADRESSE = "/donnees/"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cle", "au_20_novembre")]


def texte(personne) -> str:
    reponse = personne.get(ADRESSE)
    assert reponse.status_code == 200
    return reponse.content.decode()


@pytest.mark.parametrize("qui", ["mediation", "coequipiere", "pilotage", "administration"])
def test_it_is_for_the_coordination(request, qui: str) -> None:
    assert request.getfixturevalue(qui).get(ADRESSE).status_code == 403


def test_nobody_is_sent_to_the_login_page(anonyme) -> None:
    assert anonyme.get(ADRESSE).status_code == 302


def test_each_period_says_where_it_is(coordination, equipe: Equipe, saison) -> None:
    services.publier(equipe, "2026-T2")
    page = texte(coordination)
    assert "Figée le 20 novembre 2026." in page
    assert "« 4e\u00a0trimestre 2026 » n’est pas fini" in page
    assert page.count("Publiée</span>") == 1
    assert "Close\u202f: voir ce que montrerait sa publication." in page


def test_another_equipe_sees_its_own(etrangere, equipe: Equipe, saison) -> None:
    services.publier(equipe, "2026-T2")
    assert "Publiée</span>" not in texte(etrangere)


def test_settings_are_kept_and_told_in_the_journal(coordination, equipe: Equipe) -> None:
    coordination.post(
        ADRESSE, {"taille": "grande", "licence": "Licence Ouverte 2.0", "ouverte": "on"}
    )
    kept = Reglages.objects.get(equipe=equipe)
    assert (kept.taille, kept.ouverte) == ("grande", True)
    assert Journal.objects.get(action="reglages_de_publication").detail["ouverte"] is True


def test_a_wrong_setting_is_told_and_nothing_changes(coordination, equipe: Equipe) -> None:
    page = coordination.post(ADRESSE, {"taille": "immense", "licence": ""}).content.decode()
    assert "Sélectionnez un choix valide" in page
    assert not Reglages.objects.exists()


def test_a_server_without_key_says_so(coordination, settings) -> None:
    settings.MEDLOVE_CLE_PUBLICATION = ""
    assert "Rien n’est publié sans clé" in texte(coordination)


def test_opening_it_writes_nothing(coordination, saison) -> None:
    with lecture_seule():
        texte(coordination)


def test_it_costs_the_same_with_many_publications(coordination, equipe: Equipe, saison) -> None:
    with CaptureQueriesContext(connection) as sans:
        texte(coordination)
    with time_machine.travel("2027-02-02"):
        services.publier(equipe, "2026")
        services.publier(equipe, "2025")
    with CaptureQueriesContext(connection) as avec:
        texte(coordination)
    assert len(avec) == len(sans) <= 9
