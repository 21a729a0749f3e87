import pytest
from django.urls import reverse

from tests.fabriques import AppartenanceFactory

ADRESSE = "/equipe/courante/"


@pytest.fixture
def des_deux(mediation, autre_equipe):
    AppartenanceFactory(utilisateur=mediation.utilisateur, equipe=autre_equipe)
    return mediation


def test_a_member_of_two_equipes_acts_in_the_one_chosen(des_deux, equipe, autre_equipe):
    assert des_deux.get("/").wsgi_request.equipe == autre_equipe  # the first by name
    reponse = des_deux.post(ADRESSE, {"equipe": str(equipe.pk)})
    assert reponse.url == reverse("accueil")
    assert des_deux.get("/").wsgi_request.equipe == equipe


def test_the_choice_shows_only_to_members_of_several(des_deux, coordination):
    assert "Passer à Équipe d’ici" in des_deux.get("/").content.decode()
    assert "Passer à" not in coordination.get("/").content.decode()


@pytest.mark.parametrize("choix", ["", "nimporte", "6f1c0c1e-0d5b-4a52-9d0e-6a4d5b7f1f10"])
def test_an_equipe_that_is_not_one_s_own_does_not_exist(mediation, choix: str):
    assert mediation.post(ADRESSE, {"equipe": choix}).status_code == 404


def test_another_equipe_does_not_open(mediation, etrangere, equipe, autre_equipe):
    assert mediation.post(ADRESSE, {"equipe": str(autre_equipe.pk)}).status_code == 404
    assert mediation.get("/").wsgi_request.equipe == equipe


def test_a_closed_appartenance_is_not_a_choice(des_deux, autre_equipe):
    des_deux.utilisateur.appartenances.filter(equipe=autre_equipe).update(is_active=False)
    assert des_deux.post(ADRESSE, {"equipe": str(autre_equipe.pk)}).status_code == 404


def test_the_administrator_has_none(administration, equipe):
    assert administration.post(ADRESSE, {"equipe": str(equipe.pk)}).status_code == 404


def test_it_is_never_a_get(mediation):
    assert mediation.get(ADRESSE).status_code == 405


def test_nobody_is_sent_to_the_login_page(client, equipe):
    assert client.post(ADRESSE, {"equipe": str(equipe.pk)}).status_code == 302
