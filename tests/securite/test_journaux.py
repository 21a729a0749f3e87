"""Logs and error pages: neither a note, nor a token, nor a password, nor how we are made."""

import io
import json
import logging
import logging.config
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import DataError
from django.test import Client
from django.urls import get_resolver, reverse

from medlove.discretion import taire
from medlove.equipe.invitations import jeton_pour
from sessions.exports import views as exports
from sessions.sorties import views as sorties
from sessions.terrain import api
from tests.adresses import adresses
from tests.fabriques import UtilisateurFactory
from tests.personnes import Personne
from tests.sessions.terrain.envois import LOTS, Tablette, lot

CANARI = "canarisecret"


@pytest.fixture
def journal() -> Iterator[io.StringIO]:
    """What is written by the very handler of the settings, at its most talkative."""
    ecrit = io.StringIO()
    reglages = {**settings.LOGGING, "root": {"handlers": ["console"], "level": "DEBUG"}}
    avant = logging.root.handlers[:], logging.root.level
    logging.config.dictConfig(reglages)
    poignee = logging.root.handlers[-1]
    assert isinstance(poignee, logging.StreamHandler)
    poignee.setStream(ecrit)
    yield ecrit
    logging.root.handlers[:], logging.root.level = avant[0], avant[1]


def casser(monkeypatch: pytest.MonkeyPatch, module: Any, nom: str, erreur: Exception) -> None:
    def panne(*quoi: Any, **reste: Any) -> None:
        raise erreur

    monkeypatch.setattr(module, nom, panne)


LIGNE = DataError(
    'new row for relation "sessions_rencontre" violates check constraint "x"\n'
    f"DETAIL:  Failing row contains (1, {CANARI}, 2).\n"
)


def test_the_page_of_a_failure_says_nothing_of_us(
    monkeypatch: pytest.MonkeyPatch, coordination: Personne, journal: io.StringIO
):
    casser(monkeypatch, sorties, "render", ValueError(CANARI))
    coordination.raise_request_exception = False
    reponse = coordination.get("/sorties/", {"q": CANARI})
    page = reponse.content.decode()
    assert reponse.status_code == 500
    assert "Une panne de notre côté" in page
    for mot in (CANARI, "Traceback", "ValueError", "/sorties/", "django", "Camille", ".py"):
        assert mot not in page
    assert "ValueError" in journal.getvalue()  # who keeps the server reads what happened


def test_a_row_that_the_database_refuses_is_not_in_the_log(
    monkeypatch: pytest.MonkeyPatch, coordination: Personne, journal: io.StringIO
):
    casser(monkeypatch, exports, "quartiers_de", LIGNE)
    coordination.raise_request_exception = False
    assert coordination.get(reverse("exports:carte")).status_code == 500
    assert "violates check constraint" in journal.getvalue()
    assert CANARI not in journal.getvalue()


def test_a_lot_that_breaks_leaves_neither_note_nor_token(
    monkeypatch: pytest.MonkeyPatch, tablette: Tablette, journal: io.StringIO
):
    casser(monkeypatch, api, "recevoir", LIGNE)
    tablette.client.raise_request_exception = False
    envoye = lot(tablette.rencontre(note=f"Un {CANARI}."))
    reponse = tablette.client.post(LOTS, json.dumps(envoye), content_type="application/json")
    assert reponse.status_code == 500
    for mot in (CANARI, tablette.jeton):
        assert mot not in journal.getvalue()
        assert mot not in reponse.content.decode()


@pytest.fixture
def tablette(equipe: Any) -> Tablette:
    return Tablette(equipe)


def test_a_secret_in_an_address_is_not_in_the_log(db: None, journal: io.StringIO):
    invite = UtilisateurFactory()
    secret = jeton_pour(invite)
    client = Client()
    for ou in (f"/equipe/invitation/{secret}/", f"/cahiers/lire/{CANARI}/"):
        assert client.get(ou).status_code == 404
    client.get(f"/compte/mot-de-passe/nouveau/abc-{CANARI}/")
    client.put(f"/compte/mot-de-passe/nouveau/abc-{CANARI}/")
    client.put(f"/equipe/rejoindre/{CANARI}/")
    dit = journal.getvalue()
    assert "/equipe/invitation/(tu)" in dit
    assert "/equipe/rejoindre/(tu)" in dit
    for mot in (secret, CANARI):
        assert mot not in dit


def test_a_password_is_not_in_the_log(
    monkeypatch: pytest.MonkeyPatch, mediation: Personne, journal: io.StringIO
):
    saisie = {"login": mediation.utilisateur.email, "password": CANARI}
    Client().post("/compte/connexion/", saisie)
    Client().post("/compte/connexion/", saisie, headers={"Origin": "https://ailleurs.test"})
    assert CANARI not in journal.getvalue()


def test_every_address_that_holds_a_secret_is_known_to_the_log():
    """A text in an address, neither an id nor a short name, opens something: it is masked."""
    sans_secret = {"slug", "periode", "nom", "code", "domaine", "variante", "porte", "forme", "pk"}
    tus = {}
    for nom in adresses(get_resolver()):
        for gabarit, mots in _possibles(nom):
            secrets = set(mots) - sans_secret - {"autre", "connexion", "uidb36", "annee"}
            if secrets:
                chemin = "/" + gabarit % dict.fromkeys(mots, CANARI)
                tus[nom] = CANARI not in taire(f"Not Found: {chemin}")
    assert len(tus) >= 3
    assert all(tus.values()), tus


def _possibles(nom: str) -> list[tuple[str, list[str]]]:
    espace, _, court = nom.rpartition(":")
    resolveur = get_resolver()
    debut = ""
    for un in filter(None, espace.split(":")):
        morceau, resolveur = resolveur.namespace_dict[un]
        debut += morceau
    return [
        (debut + gabarit, mots)
        for gabarit, mots in (
            possible for liste in resolveur.reverse_dict.getlist(court) for possible in liste[0]
        )
    ]


@pytest.mark.parametrize(
    "texte",
    ["Not Found: /compte/mot-de-passe/oublie/", "/sorties/", "Created 3 rows", "DETAILS of it"],
)
def test_the_rest_is_said_as_it_is(texte: str):
    assert taire(texte) == texte


@pytest.mark.parametrize(
    "mot", ["a%0aERREUR", "a%0d%0aERREUR", "a%1b[31mERREUR", "a%e2%80%a8ERREUR"]
)
def test_nobody_writes_a_line_of_the_log(mot: str, mediation: Personne, journal: io.StringIO):
    """Neither by an address nor by a name: a line is what the server says, whole."""
    mediation.get(f"/sorties/{mot}/")
    mediation.get("/sorties/", headers={"User-Agent": "a\nERREUR"})
    assert not [une for une in journal.getvalue().splitlines() if une.startswith("ERREUR")]
    assert "\x1b" not in journal.getvalue()


@pytest.mark.parametrize("code", [400, 403, 404, 413, 429])
def test_no_refusal_says_how_we_are_made(code: int, coordination: Personne, settings: Any):
    settings.MEDLOVE_ENVOI_OCTETS = 10
    gestes: dict[int, Callable[[], Any]] = {
        400: lambda: Client().get("/", headers={"Host": "ailleurs.test"}),
        403: lambda: Personne(UtilisateurFactory()).get("/sorties/"),
        404: lambda: coordination.get(f"/sorties/{CANARI}/"),
        413: lambda: coordination.post("/lieux/nouveau/", {"nom": "x" * 20}),
        429: lambda: [Client().get("/cahiers/lire/x/") for _ in range(61)][-1],
    }
    if code == 400:
        settings.ALLOWED_HOSTS = ["testserver"]
    reponse = gestes[code]()
    assert reponse.status_code == code
    page = reponse.content.decode()
    for mot in ("Traceback", "Django", "DEBUG", "urlconf", "settings", ".py", CANARI, "gunicorn"):
        assert mot not in page
    assert "X-Powered-By" not in reponse.headers
    assert "Server" not in reponse.headers
