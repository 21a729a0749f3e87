"""A relay and its server told what to do from another process, in JSON.

    POST / {"ordre": "panne", "genre": "perdue", "chemin": "/lots/", "fois": 1}
           {"ordre": "panne", "genre": "statut", "code": 429, "entetes": {"Retry-After": "1"}}
           {"ordre": "lacher"}   {"ordre": "couper"}     {"ordre": "reparer"}
           {"ordre": "tuer"}     {"ordre": "demarrer"}      kill -9 of the server, its return
           {"ordre": "journal"}  → {"passages": [{"methode", "chemin", "panne", "statut"}]}

Answers 200 and a JSON object once it is done, 400 and {"erreur"} for what it does not know.
"""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from tests.pannes.relais import HOTE, Relais
from tests.pannes.serveur import Serveur


class Commande:
    """Listens on the loopback as soon as it is made, until `fermer()`."""

    def __init__(self, relais: Relais, serveur: Serveur) -> None:
        self.relais = relais
        self.ordres = {
            "panne": relais.panne,
            "lacher": relais.lacher,
            "couper": relais.couper,
            "reparer": relais.reparer,
            "journal": self._journal,
            "tuer": serveur.tuer,
            "demarrer": serveur.demarrer,
        }
        self._ecoute = ThreadingHTTPServer(
            (HOTE, 0), type("Poste", (_Poste,), {"executer": staticmethod(self.executer)})
        )
        self._fil = Thread(target=self._ecoute.serve_forever, args=(0.05,), daemon=True)
        self._fil.start()

    @property
    def url(self) -> str:
        return f"http://{HOTE}:{self._ecoute.server_address[1]}/"

    def executer(self, ordre: str, **options: Any) -> dict[str, Any]:
        """Do it. Raises KeyError, TypeError or ValueError for what is not an order."""
        return self.ordres[ordre](**options) or {}

    def fermer(self) -> None:
        self._ecoute.shutdown()
        self._ecoute.server_close()
        self._fil.join()

    def _journal(self) -> dict[str, Any]:
        return {"passages": [passage.resume() for passage in self.relais.passages()]}


class _Poste(BaseHTTPRequestHandler):
    executer: Any

    def do_POST(self) -> None:
        corps = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            self._repondre(200, self.executer(**json.loads(corps)))
        except (KeyError, TypeError, ValueError) as erreur:
            self._repondre(400, {"erreur": str(erreur)})

    def _repondre(self, code: int, contenu: dict[str, Any]) -> None:
        self.send_response_only(code)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(contenu).encode())

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing to say of an order that was followed."""
