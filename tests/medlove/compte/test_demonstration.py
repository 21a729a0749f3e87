import pytest
from django.test import Client
from django.urls import reverse

from tests.fabriques import UtilisateurFactory

PORTES = ["mediation", "coordination", "pilotage", "admin"]


@pytest.fixture(autouse=True)
def comptes(db):
    return {porte: UtilisateurFactory(email=f"{porte}@demo.example") for porte in PORTES}


@pytest.fixture
def ouverte(settings):
    settings.MEDLOVE_DEMO = settings.DEBUG = True
    settings.ALLOWED_HOSTS = ["testserver"]


@pytest.fixture
def ailleurs() -> Client:
    """With DEBUG a refusal is Django's own technical page, which is not held to our rules."""
    return Client()


def adresse(porte: str) -> str:
    return reverse("compte_demonstration", args=[porte])


@pytest.mark.parametrize("porte", PORTES)
def test_each_door_lets_in_without_a_password(client, ouverte, comptes, porte: str):
    assert client.post(adresse(porte)).url == reverse("accueil")
    assert client.get("/").wsgi_request.user == comptes[porte]


def test_the_login_page_shows_four_doors(client, ouverte):
    page = client.get("/compte/connexion/").content.decode()
    assert [adresse(porte) in page for porte in PORTES] == [True] * 4


@pytest.mark.parametrize(("demo", "debug"), [(False, True), (True, False), (False, False)])
def test_the_doors_are_shut_outside_the_demonstration(ailleurs, settings, demo: bool, debug: bool):
    settings.MEDLOVE_DEMO, settings.DEBUG = demo, debug
    settings.ALLOWED_HOSTS = ["testserver"]
    assert ailleurs.post(adresse("coordination")).status_code == 404
    assert "Entrer comme" not in ailleurs.get("/compte/connexion/").content.decode()
    assert ailleurs.get("/").status_code == 302


@pytest.mark.parametrize("machine", ["192.0.2.7", "::ffff:192.0.2.7", ""])
def test_the_doors_are_shut_to_another_machine(ailleurs, ouverte, machine: str):
    assert ailleurs.post(adresse("coordination"), REMOTE_ADDR=machine).status_code == 404


def test_a_door_is_never_a_get(ailleurs, ouverte):
    assert ailleurs.get(adresse("coordination")).status_code == 405


def test_a_door_that_does_not_exist_is_a_404(ailleurs, ouverte):
    assert ailleurs.post(adresse("direction")).status_code == 404


def test_a_door_whose_account_is_closed_is_a_404(ailleurs, ouverte, comptes):
    comptes["pilotage"].is_active = False
    comptes["pilotage"].save()
    assert ailleurs.post(adresse("pilotage")).status_code == 404
