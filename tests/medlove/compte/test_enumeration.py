"""Nothing tells an address that has an account from one that has none: counted, not timed."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medlove.equipe.oubli import PuisFaire
from medlove.models import Utilisateur
from tests.client import ClientExigeant
from tests.fabriques import MOT_DE_PASSE, UtilisateurFactory

CONNEXION = "/compte/connexion/"
OUBLIE = "/compte/mot-de-passe/oublie/"


@pytest.fixture
def adresses(db) -> dict[str, str]:
    UtilisateurFactory(email="connue@exemple.test")
    UtilisateurFactory(email="fermee@exemple.test", is_active=False)
    invitee = Utilisateur(email="invitee@exemple.test", nom="Invitée")
    invitee.set_unusable_password()
    invitee.save()
    return {qui: f"{qui}@exemple.test" for qui in ("connue", "fermee", "invitee", "inconnue")}


@pytest.fixture
def haches(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A letter for each password hashed."""
    faits: list[str] = []
    vrai = MD5PasswordHasher.encode

    def encode(self: Any, password: str, salt: str) -> str:
        faits.append("#")
        return vrai(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", encode)
    return faits


def vue(page: str, adresse: str) -> str:
    """The page without what one typed and what no two pages share."""
    sans_jeton = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)
    return sans_jeton.replace(adresse, "…")


def test_a_wrong_password_costs_one_hash_whoever_it_is(adresses, haches):
    vus = {}
    for qui, adresse in adresses.items():
        haches.clear()
        saisie = {"login": adresse, "password": "pas le bon"}
        reponse = ClientExigeant().post(CONNEXION, saisie)
        page = vue(reponse.content.decode(), adresse)
        vus[qui] = (reponse.status_code, len(haches), page)
    assert len(set(vus.values())) == 1
    assert vus["connue"][:2] == (200, 1)


def test_a_forgotten_password_gets_one_answer_and_no_hash(adresses, haches):
    vus = {}
    for qui, adresse in adresses.items():
        haches.clear()
        reponse = ClientExigeant().post(OUBLIE, {"email": adresse})
        vus[qui] = (reponse.status_code, reponse["Location"], len(haches), len(reponse.content))
    assert set(vus.values()) == {(302, f"{OUBLIE}envoye/", 0, 0)}


def test_nothing_more_is_done_for_a_known_address_before_the_answer(
    adresses, monkeypatch: pytest.MonkeyPatch
):
    """The e-mail, its token and its line in the database come after."""
    monkeypatch.setattr(PuisFaire, "close", lambda reponse: None)
    requetes = {}
    ClientExigeant().post(OUBLIE, {"email": "premiere@exemple.test"})  # of this machine
    for qui, adresse in adresses.items():
        with CaptureQueriesContext(connection) as captures:
            ClientExigeant().post(OUBLIE, {"email": adresse})
        requetes[qui] = [une["sql"].split()[0] for une in captures]
    assert requetes["connue"] == requetes["inconnue"] == requetes["fermee"]
    assert not mail.outbox


def test_the_mail_leaves_all_the_same(adresses, mailoutbox):
    ClientExigeant().post(OUBLIE, {"email": adresses["connue"]})
    assert [un.to for un in mailoutbox] == [["connue@exemple.test"]]


def test_a_mail_server_that_refuses_changes_no_answer(adresses, settings, caplog):
    settings.EMAIL_BACKEND = "tests.medlove.compte.test_enumeration.Refuse"
    reponse = ClientExigeant().post(OUBLIE, {"email": adresses["connue"]})
    assert reponse["Location"] == f"{OUBLIE}envoye/"
    assert "E-mail not sent: OSError" in caplog.text
    assert "connue@exemple.test" not in caplog.text


class Refuse:
    def __init__(self, **options: Any) -> None:
        pass

    def send_messages(self, courriels: Any) -> int:
        raise OSError("the mail server of connue@exemple.test is away")


def test_only_the_good_password_tells_that_an_account_is_closed(adresses):
    bon = {"login": adresses["fermee"], "password": MOT_DE_PASSE}
    assert (
        "Ce compte est fermé" in ClientExigeant().post(CONNEXION, bon, follow=True).content.decode()
    )
