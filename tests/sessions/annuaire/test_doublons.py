"""Doubles on the web: proposed, compared, merged by a click."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sessions.models import Orientation
from territoires.models import Partenaire
from tests.fabriques import OrientationFactory, PartenaireFactory
from tests.lecture_seule import lecture_seule

LISTE = "/partenaires/doublons/"


@pytest.fixture
def un(equipe) -> Partenaire:
    return PartenaireFactory(
        equipe=equipe, nom="Médiathèque d’ici", adresse="1 place", telephone="02 00 00 00 00"
    )


@pytest.fixture
def autre(equipe) -> Partenaire:
    return PartenaireFactory(
        equipe=equipe, nom="MEDIATHEQUE D'ICI", adresse="1 Place", horaires="Mo 09:00-12:00"
    )


def comparer(un: Partenaire, autre: Partenaire) -> str:
    return reverse("annuaire_echanges:comparer", args=[un.pk, autre.pk])


def test_nobody_is_sent_to_the_login_page(anonyme, un, autre):
    assert reverse("account_login") in anonyme.get(LISTE).url
    assert reverse("account_login") in anonyme.post(comparer(un, autre)).url


@pytest.mark.parametrize("qui", ["mediation", "coequipiere", "pilotage", "administration"])
def test_only_the_coordination_merges(request, un, autre, qui: str):
    personne = request.getfixturevalue(qui)
    assert personne.get(LISTE).status_code == 403
    assert personne.post(comparer(un, autre), {"garde": str(un.pk)}).status_code == 403
    assert Partenaire.objects.count() == 2


def test_a_stranger_gets_404_and_an_empty_list(etrangere, autre_equipe, un, autre):
    sien = PartenaireFactory(equipe=autre_equipe, nom=un.nom, adresse=un.adresse)
    assert "Aucun doublon" in etrangere.get(LISTE).content.decode()
    for paire in ((un, autre), (sien, autre), (un, sien)):
        assert etrangere.get(comparer(*paire)).status_code == 404
        assert etrangere.post(comparer(*paire), {"garde": str(paire[0].pk)}).status_code == 404
    assert Partenaire.objects.count() == 3


def test_a_pair_is_proposed_with_its_reason(coordination, un, autre):
    with lecture_seule():
        page = coordination.get(LISTE).content.decode()
    assert "1 paire" in page
    assert "Même nom, même adresse" in page


def test_the_two_are_shown_side_by_side(coordination, un, autre):
    with lecture_seule():
        page = coordination.get(comparer(un, autre)).content.decode()
    for mots in (
        "Médiathèque d’ici",
        "lundi\u202f: 9\u202fh à 12\u202fh",
        "02 00 00 00 00",
        "Non renseigné",
    ):
        assert mots in page


@pytest.mark.parametrize("rang", [0, 1])
def test_the_one_chosen_stays(coordination, equipe, un, autre, rang: int):
    OrientationFactory(partenaire=un, besoin__rencontre__sortie__equipe=equipe)
    garde = (un, autre)[rang]
    reponse = coordination.post(comparer(un, autre), {"garde": str(garde.pk)}, follow=True)
    page = reponse.content.decode()
    assert "Fusionnés" in page
    assert "Aucun doublon" in page
    lieu = Partenaire.objects.get()
    assert (lieu.pk, lieu.nom) == (garde.pk, garde.nom)
    assert (lieu.telephone, lieu.horaires) == ("02 00 00 00 00", "Mo 09:00-12:00")
    assert Orientation.objects.get().partenaire == lieu


@pytest.mark.parametrize("garde", ["", "n’importe quoi"])
def test_one_must_be_chosen(coordination, un, autre, garde: str):
    page = coordination.post(comparer(un, autre), {"garde": garde}).content.decode()
    assert "Choisir lequel garder" in page
    assert Partenaire.objects.count() == 2


def test_one_is_not_merged_with_itself(coordination, un):
    reponse = coordination.post(comparer(un, un), {"garde": str(un.pk)})
    assert reponse.status_code == 404
    assert Partenaire.objects.count() == 1


# Two places


def deux_lieux(un: Partenaire, autre: Partenaire) -> str:
    return reverse("annuaire_echanges:deux_lieux", args=[un.pk, autre.pk])


@pytest.mark.parametrize("sens", [1, -1])
def test_two_places_said_so_are_no_longer_proposed(coordination, un, autre, sens: int):
    page = coordination.post(deux_lieux(*[un, autre][::sens]), follow=True).content.decode()
    assert "ce sont deux lieux" in page
    assert "Aucun doublon" in page
    assert list(un.distincts.all()) == [autre]
    assert list(autre.distincts.all()) == [un]


def test_a_third_one_is_still_proposed_with_each(coordination, equipe, un, autre):
    coordination.post(deux_lieux(un, autre))
    PartenaireFactory(equipe=equipe, nom=un.nom, adresse=un.adresse)
    assert "2 paires" in coordination.get(LISTE).content.decode()


def test_the_page_that_compares_offers_it(coordination, un, autre):
    assert deux_lieux(un, autre) in coordination.get(comparer(un, autre)).content.decode()


@pytest.mark.parametrize("qui", ["mediation", "coequipiere", "pilotage", "administration"])
def test_only_the_coordination_tells_two_apart(request, un, autre, qui: str):
    assert request.getfixturevalue(qui).post(deux_lieux(un, autre)).status_code == 403
    assert not un.distincts.exists()


def test_nobody_nor_a_stranger_tells_two_apart(anonyme, etrangere, autre_equipe, un, autre):
    sien = PartenaireFactory(equipe=autre_equipe)
    assert reverse("account_login") in anonyme.post(deux_lieux(un, autre)).url
    for paire in ((un, autre), (sien, autre), (un, sien)):
        assert etrangere.post(deux_lieux(*paire)).status_code == 404
    assert not Partenaire.distincts.through.objects.exists()


def test_one_is_not_told_apart_from_itself_nor_by_a_get(coordination, un, autre):
    assert coordination.post(deux_lieux(un, un)).status_code == 404
    assert coordination.get(deux_lieux(un, autre)).status_code == 405
    assert not un.distincts.exists()


def test_twenty_rows_cost_no_more_queries_than_ten(coordination, equipe):
    comptes = []
    for _ in range(2):
        PartenaireFactory.create_batch(10, equipe=equipe, nom="Mairie", adresse="1 place")
        with CaptureQueriesContext(connection) as requetes:
            coordination.get(LISTE)
        comptes.append(len(requetes))
    assert comptes[0] == comptes[1]
