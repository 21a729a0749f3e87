"""Brute force: passwords, codes and secrets tried one after the other; the right one too late."""

import json
from typing import Any
from uuid import uuid4

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from django.test import Client
from django.urls import reverse

from medlove.equipe.invitations import jeton_pour
from medlove.models import Equipe
from tests.fabriques import MOT_DE_PASSE, UtilisateurFactory
from tests.medlove.compte.test_double_verification import code
from tests.personnes import Personne

CONNEXION = "/compte/connexion/"


def entrer(client: Client, email: str, mot: str = "faux", depuis: str = "192.0.2.1") -> Any:
    return client.post(CONNEXION, {"login": email, "password": mot}, REMOTE_ADDR=depuis)


def test_one_account_tried_from_many_machines_is_shut(mediation: Personne):
    """A limit by network address alone is turned by whoever has a thousand of them."""
    email = mediation.utilisateur.email
    for rang in range(6):
        entrer(Client(), email, depuis=f"192.0.2.{rang}")
    tard = Client()
    assert entrer(tard, email, MOT_DE_PASSE, depuis="192.0.2.99").status_code == 200
    assert tard.get("/").status_code == 302


def test_many_accounts_tried_from_one_machine_shut_it(mediation: Personne):
    """One password, a thousand addresses."""
    for rang in range(31):
        entrer(Client(), f"personne{rang}@exemple.test")
    tard = Client()
    assert entrer(tard, mediation.utilisateur.email, MOT_DE_PASSE).status_code == 429
    assert tard.get("/").status_code == 302


def test_the_limit_does_not_depend_on_how_the_address_is_written(mediation: Personne):
    ecritures = ("{}", " {}", "{} ", "{}")
    email = mediation.utilisateur.email
    for rang in range(6):
        ecrite = ecritures[rang % 4].format(email.upper() if rang % 2 else email)
        entrer(Client(), ecrite, depuis=f"192.0.2.{rang}")
    tard = Client()
    entrer(tard, email, MOT_DE_PASSE, depuis="192.0.2.99")
    assert tard.get("/").status_code == 302


def test_the_second_code_is_not_guessed(mediation: Personne):
    secret = auth.generate_totp_secret()
    auth.TOTP.activate(mediation.utilisateur, secret)
    RecoveryCodes.activate(mediation.utilisateur)
    client = Client()
    assert entrer(client, mediation.utilisateur.email, MOT_DE_PASSE).url.endswith("/code/")
    for essai in range(6):
        client.post(f"{CONNEXION}code/", {"code": f"{essai:06d}"})
    client.post(f"{CONNEXION}code/", {"code": code(secret)})
    assert client.get("/").status_code == 302


def test_a_session_left_open_does_not_let_its_password_be_guessed(mediation: Personne):
    for _ in range(12):
        dernier = mediation.post("/compte/mot-de-passe/", {"oldpassword": "faux"})
    assert dernier.status_code == 429


def test_the_code_of_a_tablet_is_not_guessed(db: None):
    client = Client(SERVER_NAME="localhost")
    codes = [
        client.post(
            reverse("api:appareils"),
            json.dumps({"code": f"AAAA-{rang:04d}", "nom": "Tablette"}),
            content_type="application/json",
        ).status_code
        for rang in range(21)
    ]
    assert codes == [403] * 20 + [429]


def test_the_address_of_a_cahier_is_not_guessed(db: None):
    codes = [Client().get(f"/cahiers/lire/{uuid4().hex}/").status_code for _ in range(61)]
    assert codes == [404] * 60 + [429]


def test_a_lost_password_cannot_flood_a_letter_box(mediation: Personne, mailoutbox: list[Any]):
    for rang in range(12):
        Client().post(
            "/compte/mot-de-passe/oublie/",
            {"email": mediation.utilisateur.email},
            REMOTE_ADDR=f"192.0.2.{rang}",
        )
    assert 0 < len(mailoutbox) <= 5


def test_an_invitation_is_signed_and_no_part_of_it_can_be_changed(client: Client, equipe: Equipe):
    invite = UtilisateurFactory()
    invite.set_unusable_password()
    invite.save()
    jeton = jeton_pour(invite)
    assert client.get(reverse("equipe:invitation", args=[jeton])).status_code == 200
    for rang in range(0, len(jeton), 7):
        autre = jeton[:rang] + ("A" if jeton[rang] != "A" else "B") + jeton[rang + 1 :]
        assert client.get(reverse("equipe:invitation", args=[autre])).status_code == 404


@pytest.mark.parametrize("longueur", [129, 4096, 100_000])
def test_an_endless_password_does_not_keep_the_machine_busy(longueur: int, mediation: Personne):
    """Hashing takes the time of its text: a very long one is hashed once, or refused."""
    reponse = entrer(Client(), mediation.utilisateur.email, "x" * longueur)
    assert reponse.status_code == 200
