"""The public page of an invitation, and the link that opens it."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from medlove.equipe import views_invitation
from medlove.equipe.invitations import chemin_pour, lien_montrable
from medlove.models import Appartenance, Journal, Utilisateur
from tests.client import ClientExigeant
from tests.fabriques import MOT_DE_PASSE, AppartenanceFactory, UtilisateurFactory

SAISIE = {"password1": MOT_DE_PASSE, "password2": MOT_DE_PASSE}
PERDU = "Ce lien d’invitation n’est plus valable"


@pytest.fixture
def invitee(equipe) -> Appartenance:
    appartenance = AppartenanceFactory(equipe=equipe, utilisateur__nom="Nadia")
    appartenance.utilisateur.set_unusable_password()
    appartenance.utilisateur.save()
    return appartenance


@pytest.fixture
def lien(invitee) -> str:
    return chemin_pour(invitee.utilisateur)


def test_the_invited_person_is_welcomed_by_name(client, lien):
    page = client.get(lien).content.decode()
    assert "Bienvenue, Nadia" in page
    assert "Équipe d’ici" in page


def test_choosing_a_password_opens_the_session(client, lien, invitee):
    reponse = client.post(lien, SAISIE)
    assert reponse.url == reverse("accueil")
    assert client.get("/").wsgi_request.equipe == invitee.equipe
    invitee.utilisateur.refresh_from_db()
    assert invitee.utilisateur.check_password(MOT_DE_PASSE)
    assert Journal.objects.filter(action="membre.arrive").count() == 1


@pytest.mark.parametrize(
    ("saisie", "champ"),
    [
        ({"password1": "trop court", "password2": "trop court"}, "password1"),
        ({"password1": MOT_DE_PASSE, "password2": "une autre phrase"}, "password2"),
        ({"password1": "", "password2": ""}, "password1"),
    ],
)
def test_a_weak_or_mistyped_password_is_refused(client, lien, invitee, saisie, champ):
    assert client.post(lien, saisie).context["form"].errors[champ]
    invitee.utilisateur.refresh_from_db()
    assert not invitee.utilisateur.has_usable_password()


def perdu(client, lien: str) -> bool:
    reponse = client.get(lien)
    return reponse.status_code == 404 and PERDU in reponse.content.decode()


def test_the_link_serves_once(client, lien):
    client.post(lien, SAISIE)
    client.logout()
    assert perdu(client, lien)
    assert client.post(lien, SAISIE).status_code == 404


def test_of_two_browsers_at_once_one_comes_in(client, lien, invitee, monkeypatch):
    """The other was shown the page, and read the account, before the first answered."""
    lu = Utilisateur.objects.get(pk=invitee.utilisateur_id)
    client.post(lien, SAISIE)
    monkeypatch.setattr(views_invitation, "invite_par", lambda jeton: lu)
    autre = "une tout autre phrase à retenir"
    retard = ClientExigeant()
    assert retard.post(lien, {"password1": autre, "password2": autre}).status_code == 404
    invitee.utilisateur.refresh_from_db()
    assert invitee.utilisateur.check_password(MOT_DE_PASSE)


def test_the_link_lives_seven_days(client, invitee):
    with time_machine.travel(datetime.datetime(2026, 9, 15, 12, tzinfo=datetime.UTC)) as horloge:
        lien = chemin_pour(invitee.utilisateur)
        horloge.shift(datetime.timedelta(days=6, hours=23))
        assert not perdu(client, lien)
        horloge.shift(datetime.timedelta(hours=2))
        assert perdu(client, lien)


@pytest.mark.parametrize("jeton", ["n-importe-quoi", "WyJhIl0:1tQ:abc", "a:b:c"])
def test_an_unknown_link_gets_the_same_sentence(client, db, jeton: str):
    assert perdu(client, reverse("equipe:invitation", args=[jeton]))


def test_a_link_tampered_with_opens_nothing(client, lien):
    assert perdu(client, lien[:-3] + "xx/")


def test_the_link_dies_when_the_invitation_is_withdrawn(client, lien, invitee):
    Appartenance.objects.filter(pk=invitee.pk).update(is_active=False)
    assert perdu(client, lien)


def test_the_link_dies_when_another_equipe_invites_too(client, lien, invitee, autre_equipe):
    """Else the first coordinator, who holds the link, would enter the other équipe."""
    AppartenanceFactory(utilisateur=invitee.utilisateur, equipe=autre_equipe)
    assert perdu(client, lien)


def test_the_link_dies_with_the_account(client, lien, invitee):
    invitee.utilisateur.is_active = False
    invitee.utilisateur.save()
    assert perdu(client, lien)


def test_opening_a_link_as_somebody_else_changes_who_is_in(coordination, lien, invitee):
    coordination.post(lien, SAISIE)
    assert coordination.get("/").wsgi_request.user == invitee.utilisateur


def test_a_coordinator_never_holds_the_link_of_an_administrator(equipe):
    utilisateur = UtilisateurFactory(is_staff=True, is_superuser=True)
    utilisateur.set_unusable_password()
    assert not lien_montrable(AppartenanceFactory(equipe=equipe, utilisateur=utilisateur))
