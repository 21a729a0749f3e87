"""The audit of what is locked: what OSV says is told, and its silence is not taken for a yes."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import pytest

from tests.securite.audit import PasVerifie, defauts, principal, verrouillees

Repondre = Callable[[list[dict[str, Any]]], Any]


@pytest.fixture
def osv() -> Iterator[Callable[[Repondre], str]]:
    """The address of a false OSV, which answers to the questions what it is told to."""
    serveurs: list[HTTPServer] = []

    def ouvrir(repondre: Repondre) -> str:
        class Faux(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                lu = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                corps = json.dumps(repondre(lu["queries"])).encode()
                self.send_response(200)
                self.end_headers()
                self.wfile.write(corps)

            def log_message(self, *quoi: Any) -> None:
                pass

        serveur = HTTPServer(("127.0.0.1", 0), Faux)
        threading.Thread(target=serveur.serve_forever, daemon=True).start()
        serveurs.append(serveur)
        return f"http://127.0.0.1:{serveur.server_port}/"

    yield ouvrir
    for un in serveurs:
        un.shutdown()
        un.server_close()


def contre(coupable: str) -> Repondre:
    def repondre(questions: list[dict[str, Any]]) -> Any:
        dits = [
            {"vulns": [{"id": "X-1"}]} if un["package"]["name"] == coupable else {}
            for un in questions
        ]
        return {"results": dits}

    return repondre


def test_what_is_known_against_a_library_is_told_and_fails(osv: Any, capsys: Any):
    assert principal(osv(contre("pillow"))) == 1
    assert "X-1" in capsys.readouterr().out


def test_nothing_known_passes(osv: Any, capsys: Any):
    assert principal(osv(contre("aucune"))) == 0
    assert "0 avec un défaut connu" in capsys.readouterr().out


@pytest.mark.parametrize("dit", [{}, [], {"results": []}, {"results": [{}]}, "oui"])
def test_an_answer_of_another_form_is_no_yes(osv: Any, dit: Any):
    with pytest.raises(PasVerifie):
        defauts(verrouillees(), osv(lambda questions: dit))


def test_nobody_there_is_said_and_fails_nothing(capsys: Any):
    assert principal("http://127.0.0.1:9/") == 0
    assert capsys.readouterr().out.startswith("non vérifié")


def test_what_is_locked_is_what_is_there():
    """What is looked at is what runs."""
    verrous = verrouillees()
    ici = {}
    for nom, _ in verrous:
        try:
            ici[nom] = version(nom)
        except PackageNotFoundError:  # of another system
            continue
    assert len(ici) > 40
    assert not set(ici.items()) - set(verrous)
