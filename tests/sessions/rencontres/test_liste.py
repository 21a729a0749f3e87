import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sessions.models import Rencontre, Sortie
from tests.fabriques import (
    BesoinFactory,
    HalteFactory,
    LieuFactory,
    QuartierFactory,
    RencontreFactory,
    SortieFactory,
)
from tests.lecture_seule import lecture_seule

ADRESSE = "/rencontres/"


@pytest.fixture
def sortie(equipe) -> Sortie:
    return SortieFactory(equipe=equipe, date=datetime.date(2026, 9, 15))


def lignes(page: str) -> int:
    return page.count('<li class="ligne"')


def texte(personne, **filtres: str) -> str:
    reponse = personne.get(ADRESSE, filtres)
    assert reponse.status_code == 200
    return reponse.content.decode()


def test_nobody_is_sent_to_the_login_page(anonyme, sortie):
    assert reverse("account_login") in anonyme.get(ADRESSE).url


@pytest.mark.parametrize("qui", ["pilotage", "administration"])
def test_those_who_do_not_go_out_are_refused(request, sortie, qui: str):
    assert request.getfixturevalue(qui).get(ADRESSE).status_code == 403


def test_a_mediator_reads_her_own(mediation, coequipiere, sortie):
    sienne = RencontreFactory(sortie=sortie, auteur=mediation.utilisateur)
    autre = RencontreFactory(sortie=sortie, auteur=coequipiere.utilisateur)
    page = texte(mediation)
    assert str(sienne.pk) in page
    assert str(autre.pk) not in page


@pytest.mark.parametrize(("jour", "lues"), [(15, 1), (16, 0)])
def test_a_mediator_reads_those_of_the_sortie_of_the_day(
    mediation, coequipiere, sortie, jour: int, lues: int
):
    RencontreFactory(sortie=sortie, auteur=coequipiere.utilisateur)
    with time_machine.travel(f"2026-09-{jour} 18:00+02:00", tick=False):
        mediation.force_login(
            mediation.utilisateur, backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        assert lignes(texte(mediation)) == lues


def test_the_coordination_reads_all_of_its_equipe_and_no_other(
    coordination, etrangere, mediation, sortie
):
    RencontreFactory.create_batch(3, sortie=sortie, auteur=mediation.utilisateur)
    assert lignes(texte(coordination)) == 3
    assert lignes(texte(etrangere)) == 0


def test_a_row_says_besoins_reponse_person_and_place(coordination, equipe, sortie):
    lieu = LieuFactory(equipe=equipe, nom="Place de Zagreb", quartier=sortie.quartier)
    rencontre = RencontreFactory(
        sortie=sortie,
        halte=HalteFactory(sortie=sortie, lieu=lieu),
        genre="feminin",
        tranche_age="25_39",
        a_denouer=True,
    )
    BesoinFactory(rencontre=rencontre, code="logement", reponse="orientation")
    BesoinFactory(rencontre=rencontre, code="courriel", rang=2)
    page = texte(coordination)
    for mots in [
        "Mardi 15 septembre 2026",
        "Logement, bailleur\u202f: orientée",
        "E-mail\u202f: répondu sur place",
        "Femme, 25 à 39 ans",
        "Place de Zagreb",
        "À dénouer",
    ]:
        assert mots in page


def test_the_note_is_never_in_the_list(coordination, mediation, sortie):
    RencontreFactory(sortie=sortie, auteur=mediation.utilisateur, note="Canari jaune")
    for personne in (coordination, mediation):
        assert "Canari jaune" not in texte(personne)


@pytest.mark.parametrize(
    ("filtres", "attendues"),
    [
        ({}, 3),
        ({"trimestre": "2026-T3"}, 2),
        ({"du": "2026-09-16"}, 1),
        ({"du": "2026-01-01", "au": "2026-09-15"}, 2),
        ({"besoin": "droits"}, 2),
        ({"besoin": "numerique"}, 1),
        ({"besoin": "logement"}, 1),
        ({"besoin": "famille-logement"}, 1),
        ({"trimestre": "2026"}, 3),
        ({"genre": "feminin"}, 0),
        ({"a_reprendre": "a_completer"}, 1),
        ({"a_reprendre": "a_denouer"}, 1),
        ({"besoin": "inconnue"}, 0),
        ({"besoin": "droits", "trimestre": "2026-T4"}, 0),
    ],
)
def test_filters_narrow_the_list(coordination, equipe, sortie, filtres: dict, attendues: int):
    plus_tard = SortieFactory(equipe=equipe, date=datetime.date(2026, 10, 1))
    deux_droits = RencontreFactory(sortie=sortie, a_completer=True)
    BesoinFactory(rencontre=deux_droits, code="logement")
    BesoinFactory(rencontre=deux_droits, code="retraite", rang=2)
    BesoinFactory(rencontre=RencontreFactory(sortie=sortie), code="retraite")
    BesoinFactory(rencontre=RencontreFactory(sortie=plus_tard, a_denouer=True), code="courriel")
    assert lignes(texte(coordination, **filtres)) == attendues


def test_the_list_narrows_to_a_quartier_beyond_the_commune_where_the_team_has_been(
    coordination, etrangere, sortie
):
    ailleurs = QuartierFactory(code_insee="35051", numero=4)
    RencontreFactory(sortie=sortie, quartier=ailleurs)
    RencontreFactory(sortie=sortie)
    assert lignes(texte(coordination, quartier=ailleurs.cle)) == 1
    assert "n’en fait pas partie" in texte(etrangere, quartier=ailleurs.cle)


def test_the_list_narrows_to_a_quartier(coordination, sortie):
    ailleurs = QuartierFactory()
    RencontreFactory(sortie=sortie)
    RencontreFactory(sortie=sortie, quartier=ailleurs)
    assert lignes(texte(coordination, quartier=ailleurs.cle)) == 1


def test_pages_hold_twenty_five(coordination, sortie):
    RencontreFactory.create_batch(26, sortie=sortie)
    assert lignes(texte(coordination)) == 25
    assert lignes(texte(coordination, page="2")) == 1


def test_an_empty_list_teaches_the_next_gesture(mediation):
    assert "Pas encore de rencontre" in texte(mediation)
    assert "Aucune rencontre ne répond à ces filtres" in texte(mediation, besoin="droits")


def test_opening_the_list_writes_nothing(coordination, sortie):
    RencontreFactory(sortie=sortie)
    with lecture_seule():
        texte(coordination)


def test_the_list_narrows_to_a_reponse_and_counts_its_besoins(coordination, sortie):
    deux, une, autre = RencontreFactory.create_batch(3, sortie=sortie)
    BesoinFactory.create_batch(2, rencontre=deux)
    BesoinFactory(rencontre=deux, reponse="orientation")
    BesoinFactory(rencontre=une, code="courriel")
    BesoinFactory(rencontre=autre, reponse="orientation")
    page = texte(coordination, reponse="sur_place")
    assert lignes(page) == 2
    assert "2 rencontres, 3 besoins «\u202fRépondu sur place\u202f»." in page
    assert lignes(texte(coordination, reponse="sur_place", besoin="courriel")) == 1
    assert lignes(texte(coordination, reponse="orientation", besoin="courriel")) == 0


def test_a_mediator_counts_the_besoins_of_what_she_reads_only(mediation, coequipiere, sortie):
    for qui in (mediation, coequipiere):
        BesoinFactory(rencontre=RencontreFactory(sortie=sortie, auteur=qui.utilisateur))
    assert "1 besoin «" in texte(mediation, reponse="sur_place")


def test_twenty_rows_cost_no_more_queries_than_ten(coordination, equipe, sortie):
    def ajouter_dix() -> None:
        for _ in range(10):
            lieu = LieuFactory(equipe=equipe)
            rencontre: Rencontre = RencontreFactory(
                sortie=SortieFactory(equipe=equipe, date=sortie.date),
                halte=HalteFactory(sortie=sortie, lieu=lieu),
            )
            BesoinFactory.create_batch(2, rencontre=rencontre)

    comptes = []
    for _ in range(2):
        ajouter_dix()
        with CaptureQueriesContext(connection) as requetes:
            texte(coordination)
        comptes.append(len(requetes))
    assert comptes[0] == comptes[1] <= 9
