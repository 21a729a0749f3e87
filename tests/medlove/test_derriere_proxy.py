"""Behind an HTTPS server: who asks is believed as far as that server says it, and no further."""

import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings

REGLAGES = Path(__file__).resolve().parents[2] / "medlove" / "settings.py"
CONNEXION = "/compte/connexion/"
PRODUCTION = {"DEBUG": "0", "ALLOWED_HOSTS": "medlove.example", "SECRET_KEY": "au hasard"}
NOMS = ["SECURE_PROXY_SSL_HEADER", "ALLAUTH_TRUSTED_PROXY_COUNT", "SECURE_SSL_REDIRECT"]


def reglages(monkeypatch: pytest.MonkeyPatch, **variables: str) -> dict[str, Any]:
    """What medlove/settings.py makes of an environment of production."""
    for nom, valeur in (PRODUCTION | variables).items():
        monkeypatch.setenv(nom, valeur)
    lus = runpy.run_path(str(REGLAGES))
    return {nom: lus[nom] for nom in NOMS if nom in lus}


def entrer(client: Client, par: str, rang: int = 0) -> int:
    """The status of one wrong password; `par` is the X-Forwarded-For of the request."""
    faux = {"login": f"personne{rang}@exemple.test", "password": "faux"}
    dit = {"X-Forwarded-Proto": "https", "X-Forwarded-For": par}
    return client.post(CONNEXION, faux, headers=dit).status_code


def insister(client: Client, par: str) -> int:
    return [entrer(client, par, rang) for rang in range(31)][-1]


def test_what_the_server_in_front_says_is_believed_only_when_it_is_declared(
    monkeypatch: pytest.MonkeyPatch,
):
    assert reglages(monkeypatch) == {"SECURE_SSL_REDIRECT": True}
    assert reglages(monkeypatch, MEDLOVE_DERRIERE_PROXY="1") == {
        "SECURE_SSL_REDIRECT": True,
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
        "ALLAUTH_TRUSTED_PROXY_COUNT": 1,
    }


@pytest.fixture
def derriere_proxy(monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[Client]:
    """A visitor of a site that stands behind an HTTPS server; Django answers for it in HTTP."""
    with override_settings(**reglages(monkeypatch, MEDLOVE_DERRIERE_PROXY="1")):
        yield Client()


def test_plain_http_is_sent_to_https(derriere_proxy: Client):
    for dit in ({}, {"X-Forwarded-Proto": "http"}):
        reponse = derriere_proxy.get(CONNEXION, headers=dit)
        assert reponse.url == f"https://testserver{CONNEXION}"  # type: ignore[attr-defined]
    dit = {"X-Forwarded-Proto": "https"}
    assert derriere_proxy.get(CONNEXION, headers=dit).status_code == 200


def test_one_who_insists_closes_the_door_on_themselves_only(derriere_proxy: Client):
    assert insister(derriere_proxy, par="203.0.113.9") == 429
    assert entrer(derriere_proxy, par="198.51.100.7") == 200


def test_an_address_made_up_by_the_visitor_is_not_believed(derriere_proxy: Client):
    assert insister(derriere_proxy, par="203.0.113.9") == 429
    assert entrer(derriere_proxy, par="192.0.2.1, 203.0.113.9") == 429
