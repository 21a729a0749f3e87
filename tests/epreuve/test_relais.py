"""The relay itself: each fault does what it says, once, and where it was set."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.epreuve.relais import GENRES, HOTE, Relais


class Echo(BaseHTTPRequestHandler):
    """Answers what it was sent, and remembers it."""

    recus: list[bytes]

    def do_POST(self) -> None:
        attendus = int(self.headers["Content-Length"])
        corps = self.rfile.read(attendus)
        self.recus.append(corps)
        if len(corps) == attendus:
            self.send_response(201)
            self.send_header("Content-Length", str(attendus))
            self.end_headers()
            self.wfile.write(corps)

    def log_message(self, format: str, *args: Any) -> None:
        """Silent."""


@pytest.fixture
def recus() -> list[bytes]:
    """The bodies that reached the server."""
    return []


@pytest.fixture
def relais(recus: list[bytes]) -> Iterator[Relais]:
    serveur = HTTPServer((HOTE, 0), type("EchoDuTest", (Echo,), {"recus": recus}))
    fil = Thread(target=serveur.serve_forever, args=(0.05,), daemon=True)
    fil.start()
    relais = Relais(serveur.server_port)
    yield relais
    relais.fermer()
    serveur.shutdown()
    serveur.server_close()
    fil.join(20)


def poster(url: str, corps: bytes, chemin: str = "/lots/") -> tuple[int, bytes, str]:
    """(status, body, Retry-After), or (0, b"", "") when the connection was cut."""
    connexion = HTTPConnection(urlsplit(url).netloc, timeout=20)
    try:
        connexion.request("POST", chemin, corps)
        reponse = connexion.getresponse()
        return reponse.status, reponse.read(), reponse.headers.get("Retry-After", "")
    except (OSError, HTTPException):
        return 0, b"", ""
    finally:
        connexion.close()


COUPEE = (0, b"", "")


@pytest.mark.parametrize(
    ("panne", "rendu", "arrive"),
    [
        ({"genre": "refusee"}, COUPEE, []),
        ({"genre": "coupee"}, COUPEE, [b"de"]),
        ({"genre": "perdue"}, COUPEE, [b"demi"]),
        ({"genre": "statut", "code": 500}, (500, b"", ""), []),
        (
            {"genre": "statut", "code": 429, "entetes": {"Retry-After": "3"}},
            (429, b"", "3"),
            [],
        ),
    ],
    ids=lambda valeur: valeur["genre"] if isinstance(valeur, dict) else "",
)
def test_a_fault_strikes_once_where_it_was_set(
    relais: Relais,
    recus: list[bytes],
    panne: dict[str, Any],
    rendu: tuple[int, bytes, str],
    arrive: list[bytes],
):
    relais.panne(chemin="/lots/", **panne)
    assert poster(relais.url, b"ailleurs", "/autre/") == (201, b"ailleurs", "")
    assert poster(relais.url, b"demi") == rendu
    assert poster(relais.url, b"suite") == (201, b"suite", "")
    assert recus == [b"ailleurs", *arrive, b"suite"]
    assert [un.panne for un in relais.passages()] == ["", panne["genre"], ""]


def test_a_captive_portal_answers_a_page(relais: Relais, recus: list[bytes]):
    relais.panne("html")
    statut, corps, _ = poster(relais.url, b"lot")
    assert (statut, recus) == (200, [])
    assert corps.startswith(b"<!doctype html>")


@pytest.mark.parametrize(
    ("genre", "avant", "geste", "rendu"),
    [
        ("muette", 0, Relais.lacher, 0),
        ("lente", 201, Relais.lacher, 201),
        ("lente", 201, Relais.couper, 0),
    ],
)
def test_what_is_held_waits_to_be_let_go(
    relais: Relais, genre: str, avant: int, geste: Callable[[Relais], None], rendu: int
):
    relais.panne(genre)
    with ThreadPoolExecutor(1) as fils:
        envoi = fils.submit(poster, relais.url, b"lot")
        passage = relais.attendre(lambda un: un.panne == genre and un.statut == avant)
        assert not envoi.done()
        geste(relais)
        assert envoi.result(20)[0] == rendu
        assert passage.statut == avant


def test_only_known_faults_are_taken(relais: Relais):
    assert "perdue" in GENRES
    with pytest.raises(ValueError, match="inconnue"):
        relais.panne("inconnue")
