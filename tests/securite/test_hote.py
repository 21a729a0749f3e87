"""The host header: written by who asks, and so never in a letter nor in a link."""

from typing import Any

import pytest
from django.test import Client
from django.test.utils import override_settings

from tests.personnes import Personne

AILLEURS = "ailleurs.test"
OUBLIE = "/compte/mot-de-passe/oublie/"
FAUX = [{"Host": AILLEURS}, {"Host": f"testserver@{AILLEURS}"}, {"Host": f"testserver.{AILLEURS}"}]
AJOUTES = [
    {"X-Forwarded-Host": AILLEURS},
    {"X-Host": AILLEURS},
    {"Forwarded": f"host={AILLEURS}"},
    {"X-Forwarded-Server": AILLEURS},
    {"X-Forwarded-Port": "666"},
]


@pytest.fixture(autouse=True)
def _un_seul_nom() -> Any:
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        yield


@pytest.mark.parametrize("entetes", FAUX)
def test_a_host_that_is_not_ours_gets_nothing(
    entetes: dict[str, str], mediation: Personne, mailoutbox: list[Any]
):
    """Django's own test client: the answer is not a page of ours."""
    client = Client(headers=entetes)
    assert client.get("/compte/connexion/").status_code == 400
    reponse = client.post(OUBLIE, {"email": mediation.utilisateur.email})
    assert reponse.status_code == 400
    assert AILLEURS not in reponse.content.decode()
    assert not mailoutbox


@pytest.mark.parametrize("entetes", AJOUTES)
def test_a_host_said_beside_changes_no_link_of_a_letter(
    entetes: dict[str, str], mediation: Personne, mailoutbox: list[Any]
):
    Client(headers=entetes).post(OUBLIE, {"email": mediation.utilisateur.email})
    (lettre,) = mailoutbox
    assert "http://testserver/compte/" in lettre.body
    assert AILLEURS not in lettre.body
    assert "666" not in lettre.body.partition("/compte/")[0]


@pytest.mark.parametrize("entetes", AJOUTES)
def test_an_invitation_leads_here(
    entetes: dict[str, str], coordination: Personne, mailoutbox: list[Any]
):
    saisie = {"nom": "Zoé", "email": "zoe@exemple.test", "role": "mediation"}
    coordination.post("/equipe/inviter/", saisie, headers=entetes)
    (lettre,) = mailoutbox
    assert "http://testserver/equipe/invitation/" in lettre.body
    assert AILLEURS not in lettre.body


@pytest.mark.parametrize("champ", ["nom", "email"])
def test_a_letter_has_no_header_that_somebody_typed(
    champ: str, coordination: Personne, mailoutbox: list[Any]
):
    saisie = {"nom": "Zoé", "email": "zoe@exemple.test", "role": "mediation"}
    saisie[champ] = f"{saisie[champ]}\r\nBcc: voleur@{AILLEURS}"
    coordination.post("/equipe/inviter/", saisie)
    for lettre in mailoutbox:
        assert lettre.recipients() == ["zoe@exemple.test"]
        assert "\nBcc:" not in lettre.message().as_string().partition("\n\n")[0]
