"""Coordination and administration: no page opens before the second factor is in place."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.urls import NoReverseMatch, get_resolver, reverse

from medlove.equipe import services
from medlove.equipe.double_verification import LAISSEES
from medlove.equipe.invitations import chemin_pour
from medlove.models import Appartenance, Role
from tests.adresses import adresse, adresses
from tests.fabriques import (
    MOT_DE_PASSE,
    SECRET_DU_TELEPHONE,
    AppartenanceFactory,
    UtilisateurFactory,
    doubler,
)
from tests.medlove.compte.test_double_verification import code
from tests.personnes import Personne

ACTIVER = "/compte/application/activer/"


@pytest.fixture
def nue(equipe) -> Personne:
    """Coordinates, and has no second factor yet."""
    appartenance = AppartenanceFactory(
        equipe=equipe, role=Role.COORDINATION, utilisateur__nom="Nolwenn", double=False
    )
    return Personne(appartenance.utilisateur)


@pytest.fixture
def gerante(db) -> Personne:
    """Administers, and has no second factor yet."""
    return Personne(UtilisateurFactory(is_staff=True, is_superuser=True))


def test_every_page_that_asks_who_one_is_leads_to_the_set_up(nue, gerante, client):
    """Of all the addresses of the product, whatever they name."""
    vues = 0
    for nom in sorted(set(adresses(get_resolver()))):
        try:
            ou = adresse(nom, {nom: {"pk": uuid4()}})
        except (KeyError, NoReverseMatch):
            continue  # names something else: the same rule, of the same middleware
        demande = client.get(ou)
        if not demande.get("Location", "").startswith("/compte/connexion/?next="):
            continue  # open to all
        for personne in (nue, gerante):
            reponse = personne.get(ou)
            if nom not in LAISSEES:
                assert (nom, reponse.status_code, reponse.url) == (nom, 302, ACTIVER)
        vues += 1
    assert vues > 60


@pytest.mark.parametrize("methode", ["get", "post"])
def test_nothing_is_written_either(nue, equipe, methode: str):
    membre = AppartenanceFactory(equipe=equipe)
    getattr(nue, methode)(reverse("equipe:desactiver", args=[membre.utilisateur_id]))
    membre.refresh_from_db()
    assert membre.is_active


def test_to_the_api_such_a_session_is_nobody_s(nue):
    assert nue.get("/api/v1/referentiel/").status_code == 401
    doubler(nue.utilisateur)
    assert nue.get("/api/v1/referentiel/").status_code == 200


def test_the_page_says_why_and_offers_to_leave(nue):
    assert nue.get(ACTIVER).url.startswith("/compte/confirmer/")
    nue.post("/compte/confirmer/", {"password": MOT_DE_PASSE})
    page = nue.get(ACTIVER).content.decode()
    assert "Votre rôle la demande" in page
    assert "Se déconnecter" in page
    assert "Plus tard" not in page
    assert nue.post("/compte/deconnexion/").status_code == 302


def test_a_public_page_stays_public(nue):
    assert nue.get("/terrain/").status_code == 200
    assert nue.get("/o/").status_code == 200


def test_once_set_up_everything_opens(nue):
    nue.post("/compte/confirmer/", {"password": MOT_DE_PASSE})
    secret = nue.get(ACTIVER).context["form"].secret
    assert nue.post(ACTIVER, {"code": code(secret)}).url == "/compte/codes/"
    assert nue.get("/").status_code == 200


def test_an_invited_coordinator_goes_from_the_link_to_the_set_up_in_one_go(client, equipe):
    """The password just chosen is not asked for again."""
    appartenance = services.inviter(
        equipe, email="n@exemple.test", nom="Nolwenn", role=Role.COORDINATION
    )
    saisie = {"password1": MOT_DE_PASSE, "password2": MOT_DE_PASSE}
    page = client.post(chemin_pour(appartenance.utilisateur), saisie, follow=True)
    assert page.request["PATH_INFO"] == ACTIVER


@pytest.mark.parametrize("role", [Role.MEDIATION, Role.PILOTAGE])
def test_nobody_else_is_asked_for_it(equipe, role: Role):
    personne = Personne(AppartenanceFactory(equipe=equipe, role=role).utilisateur)
    assert personne.get("/").status_code == 200


def test_a_member_promoted_meets_it_at_the_next_page(mediation, coordination):
    """The role changed in mid-session."""
    assert mediation.get("/equipe/inviter/").status_code == 403
    adresse_du_membre = reverse("equipe:membre", args=[mediation.utilisateur.pk])
    coordination.post(adresse_du_membre, {"role": "coordination", "metier": ""})
    assert mediation.get("/equipe/inviter/").url == ACTIVER
    doubler(mediation.utilisateur)
    assert mediation.get("/equipe/inviter/").status_code == 200


def test_coordinating_another_equipe_asks_for_it_here_too(mediation, autre_equipe):
    AppartenanceFactory(
        utilisateur=mediation.utilisateur,
        equipe=autre_equipe,
        role=Role.COORDINATION,
        double=False,
    )
    assert mediation.get("/").url == ACTIVER


def test_who_no_longer_coordinates_is_free_of_it(nue):
    Appartenance.objects.filter(utilisateur=nue.utilisateur).update(role=Role.MEDIATION)
    assert nue.get("/").status_code == 200


@pytest.mark.parametrize("qui", ["coordination", "administration"])
def test_who_needs_it_cannot_take_it_away(request, qui: str):
    personne: Personne = request.getfixturevalue(qui)
    personne.post("/compte/confirmer/code/", {"code": code(SECRET_DU_TELEPHONE)})
    page = personne.post("/compte/application/retirer/").content.decode()
    assert "Votre rôle demande la double vérification" in page
    assert Authenticator.objects.filter(user=personne.utilisateur).exists()
    assert "/application/retirer/" not in personne.get("/compte/").content.decode()


def test_recovery_codes_alone_are_not_a_second_factor(nue):
    Authenticator.objects.create(
        user=nue.utilisateur, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "a"}
    )
    assert nue.get("/").url == ACTIVER


@pytest.fixture
def demonstration(settings, equipe):
    settings.MEDLOVE_DEMO = settings.DEBUG = True
    settings.ALLOWED_HOSTS = ["testserver"]
    compte = UtilisateurFactory(email="coordination@demo.example")
    AppartenanceFactory(utilisateur=compte, equipe=equipe, role=Role.COORDINATION, double=False)


def test_a_door_of_the_demonstration_asks_for_nothing(client, demonstration):
    client.post(reverse("compte_demonstration", args=["coordination"]))
    assert client.get("/").status_code == 200


@pytest.mark.usefixtures("demonstration")
def test_in_the_demonstration_an_account_that_signed_in_is_asked_all_the_same(client, nue):
    assert nue.get("/").url == ACTIVER


def test_a_session_of_a_door_is_worth_nothing_once_the_door_is_shut(
    client, demonstration, settings
):
    client.post(reverse("compte_demonstration", args=["coordination"]))
    settings.MEDLOVE_DEMO = False
    assert client.get("/").url == ACTIVER


def test_the_password_that_has_just_opened_the_session_is_not_asked_for_again(client, nue):
    with time_machine.travel("2026-09-15T12:00:00+02:00", tick=False) as horloge:
        saisie = {"login": nue.utilisateur.email, "password": MOT_DE_PASSE}
        client.post("/compte/connexion/", saisie)
        assert client.get(ACTIVER).status_code == 200
        horloge.shift(timedelta(minutes=6))
        assert client.get(ACTIVER).url.startswith("/compte/confirmer/")
