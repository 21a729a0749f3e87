"""« Vos connexions »: what is listed, what is never written, and how each one ends."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from medlove.equipe.connexions import INCONNUE, MACHINES, machine
from medlove.models import Connexion, Utilisateur
from tests.client import ClientExigeant
from tests.fabriques import MOT_DE_PASSE, AppartenanceFactory

PAGE = "/compte/connexions/"
AUTRES = "/compte/connexions/fermer-les-autres/"
IPAD = "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Canari/99"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def alice(equipe) -> Utilisateur:
    return AppartenanceFactory(equipe=equipe, utilisateur__nom="Alice").utilisateur


def entree(compte: Utilisateur, navigateur: str) -> Client:
    client = ClientExigeant(headers={"User-Agent": navigateur}, REMOTE_ADDR="192.0.2.77")
    client.post("/compte/connexion/", {"login": compte.email, "password": MOT_DE_PASSE})
    assert client.get("/").status_code == 200
    return client


@pytest.fixture
def ici(alice) -> Client:
    return entree(alice, IPAD)


@pytest.fixture
def la_bas(alice) -> Client:
    return entree(alice, WINDOWS)


def dehors(client: Client) -> bool:
    return client.get("/").status_code == 302


def test_both_machines_are_listed_and_this_one_is_told(ici, la_bas):
    page = ici.get(PAGE).content.decode()
    assert page.index("Celle-ci") > page.index("iPad")
    assert "Ordinateur sous Windows" in page
    assert page.count("/fermer/") == 1


def test_neither_an_address_nor_what_a_browser_says_is_written(ici, la_bas):
    lignes = [list(vars(une).values()) for une in Connexion.objects.all()]
    lignes += [[une.get_decoded()] for une in Session.objects.all()]
    assert "Canari" not in str(lignes)
    assert "192.0.2.77" not in str(lignes)


@pytest.mark.parametrize(
    ("dit", "attendu"),
    [
        (IPAD, "iPad"),
        (WINDOWS, "Ordinateur sous Windows"),
        ("Mozilla/5.0 (Linux; Android 14; Pixel 8) Mobile Safari/537.36", "Téléphone Android"),
        ("Mozilla/5.0 (Linux; Android 14; SM-X710) Safari/537.36", "Tablette Android"),
        ("Mozilla/5.0 (X11; Linux x86_64)", "Ordinateur sous Linux"),
        ("", INCONNUE),
        ("<script>" * 4000, INCONNUE),
    ],
)
def test_a_machine_is_one_of_nine_families(dit: str, attendu: str):
    assert machine(dit) == attendu
    assert attendu in {nom for _, nom in MACHINES} | {INCONNUE}


def test_one_is_ended_from_another(ici, la_bas):
    visee = Connexion.objects.get(machine="Ordinateur sous Windows")
    ici.post(reverse("compte_fermer_connexion", args=[visee.pk]))
    assert (dehors(ici), dehors(la_bas)) == (False, True)


def test_that_of_somebody_else_does_not_exist(ici, mediation):
    visee = Connexion.objects.get()
    adresse = reverse("compte_fermer_connexion", args=[visee.pk])
    assert mediation.post(adresse).status_code == 404
    assert not dehors(ici)


def test_all_the_others_end_at_once_even_those_not_listed(ici, la_bas):
    Connexion.objects.filter(machine="Ordinateur sous Windows").delete()
    ici.post(AUTRES)
    assert (dehors(ici), dehors(la_bas)) == (False, True)
    assert [une.machine for une in Connexion.objects.all()] == ["iPad"]


def test_ending_is_never_a_get(ici):
    visee = Connexion.objects.get()
    assert ici.get(AUTRES).status_code == 405
    assert ici.get(reverse("compte_fermer_connexion", args=[visee.pk])).status_code == 405


def test_a_password_changed_ends_the_others(ici, la_bas):
    nouveau = "une autre phrase de passe"
    saisie = {"oldpassword": MOT_DE_PASSE, "password1": nouveau, "password2": nouveau}
    ici.post("/compte/mot-de-passe/", saisie)
    assert (dehors(ici), dehors(la_bas)) == (False, True)
    assert ici.get(PAGE).content.decode().count("ligne__titre") == 1


def test_leaving_takes_the_line_away(ici):
    ici.post("/compte/deconnexion/")
    assert not Connexion.objects.exists()


def test_signing_in_gives_the_session_another_key(client, alice):
    """A key known before is worth nothing after: no session fixation."""
    client.get("/compte/connexion/")
    session = client.session
    session["avant"] = "1"
    session.save()
    avant = session.session_key
    client.cookies["sessionid"] = avant
    client.post("/compte/connexion/", {"login": alice.email, "password": MOT_DE_PASSE})
    assert client.session.session_key != avant
    assert not Session.objects.filter(pk=avant).exists()


def test_a_closed_member_is_out_everywhere_at_once(ici, la_bas, alice, coordination):
    coordination.post(reverse("equipe:desactiver", args=[alice.pk]))
    assert (dehors(ici), dehors(la_bas)) == (True, True)
    assert not Connexion.objects.filter(utilisateur=alice).exists()


def test_a_member_of_two_equipes_loses_the_one_and_keeps_the_other(
    ici, alice, coordination, equipe, autre_equipe
):
    AppartenanceFactory(utilisateur=alice, equipe=autre_equipe)
    coordination.post(reverse("equipe:desactiver", args=[alice.pk]))
    assert not dehors(ici)
    assert ici.get("/").wsgi_request.equipe == autre_equipe
    assert ici.post("/equipe/courante/", {"equipe": str(equipe.pk)}).status_code == 404


def test_an_account_closed_by_the_administration_is_out_and_stays_out(ici, alice, administration):
    adresse = reverse("admin:medlove_utilisateur_change", args=[alice.pk])
    administration.post(adresse, {"nom": "Alice", "email": alice.email})
    alice.refresh_from_db()
    assert not alice.is_active
    Utilisateur.objects.filter(pk=alice.pk).update(is_active=True)
    assert dehors(ici)
