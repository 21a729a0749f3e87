"""The first steps: what remains, each done by what it names, and how they leave the home."""

import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from medlove.journal import consigner
from medlove.models import Equipe, Journal, Role
from sessions.models import Sortie
from sessions.premiers_pas.services import SAUVEGARDE, premiers_pas
from sessions.terrain.appareils import enroler, revoquer
from tests.fabriques import (
    AppartenanceFactory,
    LieuFactory,
    PartenaireFactory,
    QuartierFactory,
    SortieFactory,
)

PAGE = "/equipe/premiers-pas/"
TITRES = {
    "quartiers": "Les quartiers de votre commune",
    "lieux": "Les lieux où vous vous arrêtez",
    "partenaires": "Les partenaires vers qui orienter",
    "membres": "Les membres de l’équipe",
    "tablette": "Une tablette",
    "sortie": "La première sortie",
    "questions": "Les questions de la sortie",
    "cle": "La clé de publication",
    "sauvegarde": "Une sauvegarde récente",
}


def test_the_spreadsheet_of_before_has_its_door(coordination):
    assert 'href="/transferts/"' in coordination.get(PAGE).content.decode()


@pytest.fixture
def ici(coordination, equipe: Equipe) -> Equipe:
    """With its coordinator alone, in Brest, where nobody has imported anything."""
    equipe.code_insee = "29019"
    equipe.save()
    return equipe


def restants(equipe: Equipe) -> set[str]:
    return {pas.titre for pas in premiers_pas(equipe).restants}


def test_an_equipe_just_created_has_all_to_do_but_the_chips(ici):
    assert restants(ici) == set(TITRES.values())
    assert [pas.titre for pas in premiers_pas(ici).faits] == ["Les premières puces"]


def faire(quoi: str, equipe: Equipe, settings) -> None:
    if quoi == "quartiers":
        QuartierFactory(code_insee=equipe.code_insee)
    elif quoi == "lieux":
        LieuFactory(equipe=equipe)
    elif quoi == "partenaires":
        PartenaireFactory(equipe=equipe)
    elif quoi == "membres":
        AppartenanceFactory(equipe=equipe)
    elif quoi == "tablette":
        enroler(equipe, "Tablette du vélo")
    elif quoi == "sortie":
        SortieFactory(equipe=equipe, questions=[])
    elif quoi == "questions":
        SortieFactory(equipe=equipe, questions=["exigences"])
    elif quoi == "cle":
        settings.MEDLOVE_CLE_PUBLICATION = "au hasard"
    else:
        consigner(SAUVEGARDE)


@pytest.mark.parametrize("quoi", TITRES)
def test_a_step_is_done_by_what_it_names_and_by_nothing_of_another_equipe(
    ici, autre_equipe, settings, quoi: str
):
    if quoi not in {"cle", "sauvegarde"}:
        faire(quoi, autre_equipe, settings)
        assert TITRES[quoi] in restants(ici)
    faire(quoi, ici, settings)
    assert TITRES[quoi] not in restants(ici)


def test_what_is_no_longer_there_remains_again(ici, coordination):
    appareil, _ = enroler(ici, "Tablette du vélo")
    revoquer(appareil, par=coordination.utilisateur)
    AppartenanceFactory(equipe=ici, is_active=False)
    with time_machine.travel("2026-09-01T12:00:00+02:00", tick=False) as horloge:
        consigner(SAUVEGARDE)
        assert TITRES["sauvegarde"] not in restants(ici)
        horloge.shift(datetime.timedelta(days=9))
        assert restants(ici) == set(TITRES.values())


def test_the_page_gives_each_step_its_link_and_its_sentence(ici, coordination):
    page = coordination.get(PAGE).content.decode()
    for pas in premiers_pas(ici).pas:
        assert pas.titre in page
        if pas.page:
            assert f'href="{reverse(pas.page)}"' in page
            assert coordination.get(reverse(pas.page)).status_code == 200
    assert "importer_quartiers /var/lib/medlove/quartiers.geojson --code-insee 29019" in page
    assert "9 choses restent" in page


def test_it_says_when_all_is_in_place(ici, coordination, settings):
    for quoi in TITRES:
        faire(quoi, ici, settings)
    assert "L’équipe est prête" in coordination.get(PAGE).content.decode()
    assert "Premiers pas" not in coordination.get("/").content.decode()


def test_the_home_tells_the_next_one_until_it_is_dismissed(ici, coordination):
    assert "Les quartiers de votre commune" in coordination.get("/").content.decode()
    assert coordination.post(f"{PAGE}ecarter/").url == "/"
    assert "Les quartiers de votre commune" not in coordination.get("/").content.decode()
    assert "9 choses restent" in coordination.get(PAGE).content.decode()
    assert Journal.objects.get().action == "premiers_pas.ecartes"


@pytest.mark.parametrize("qui", ["mediation", "pilotage"])
def test_nobody_else_is_told(request, ici, qui: str):
    personne = request.getfixturevalue(qui)
    assert personne.get(PAGE).status_code == 403
    assert personne.post(f"{PAGE}ecarter/").status_code == 403
    assert "Premiers pas" not in personne.get("/").content.decode()


def test_a_stranger_dismisses_only_their_own(ici, etrangere, autre_equipe):
    etrangere.post(f"{PAGE}ecarter/")
    ici.refresh_from_db()
    autre_equipe.refresh_from_db()
    assert (ici.premiers_pas, autre_equipe.premiers_pas) == (True, False)


def test_one_query_however_large_the_equipe(ici):
    comptes = []
    for combien in (2, 12):
        for _ in range(combien):
            SortieFactory(equipe=ici, questions=["exigences"])
            LieuFactory(equipe=ici)
            AppartenanceFactory(equipe=ici, role=Role.COORDINATION)
        with CaptureQueriesContext(connection) as capture:
            assert TITRES["membres"] not in restants(ici)
        comptes.append(len(capture))
    assert comptes == [1, 1]
    assert Sortie.objects.count() == 14
