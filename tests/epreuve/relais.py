"""A relay between a client and the server: it passes requests on, and spoils those it is told to.

    relais = Relais(port=serveur.port)
    relais.panne("perdue", "/lots/")            the next lot: stored, its answer lost
    relais.panne("statut", "/lots/", code=429, entetes={"Retry-After": "1"})
    relais.panne("refusee", fois=None)          no network, until `reparer()`
    relais.panne("muette"); …; relais.lacher()  silence, until then

Every connection carries one request only: finding a kept connection cut, a browser sends its
request again by itself, and the test would not see it.
"""

import gzip
import json
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HOTE = "127.0.0.1"
PATIENCE = 120  # seconds: nothing is held longer
GENRES = {
    "refusee": "closed at once, nothing passed on",
    "coupee": "half of the body passed on, then cut on both sides",
    "perdue": "passed on, its answer read, then dropped",
    "lente": "passed on, its answer held until `lacher()`, then given; `couper()` drops it",
    "muette": "neither passed on nor answered until `lacher()` or `couper()`, then closed",
    "statut": "not passed on; answered with `code` and `entetes`",
    "html": "not passed on; answered 200 with a page, as a captive portal does",
}
PORTAIL = b"<!doctype html><title>Bienvenue</title><p>Acceptez les conditions."
GZIP = b"\x1f\x8b"
D_UN_SAUT = {"connection", "keep-alive", "transfer-encoding", "content-length", "proxy-connection"}


@dataclass
class Panne:
    """A fault for the next `fois` requests (None: all) whose address `chemin` is found in."""

    genre: str
    chemin: str = ""
    fois: int | None = 1
    code: int = 500
    entetes: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.genre not in GENRES:
            raise ValueError(f"{self.genre} : {', '.join(GENRES)}")

    def prendre(self, chemin: str) -> bool:
        if self.fois == 0 or not re.search(self.chemin, chemin):
            return False
        if self.fois:
            self.fois -= 1
        return True


@dataclass
class Passage:
    """A request that came. `statut` is the answer of the server, 0 as long as there is none."""

    methode: str
    chemin: str
    panne: str
    corps: bytes = field(repr=False)
    statut: int = 0
    reponse: bytes = field(default=b"", repr=False)
    debut: float = field(default_factory=time.monotonic, repr=False)

    def rendu(self) -> Any:
        """The JSON the server answered, compressed or not."""
        compresse = self.reponse.startswith(GZIP)
        return json.loads(gzip.decompress(self.reponse) if compresse else self.reponse)

    def resume(self) -> dict[str, Any]:
        noms = ("methode", "chemin", "panne", "statut")
        return {nom: getattr(self, nom) for nom in noms}


@dataclass
class Retenue:
    """What is held together, and let go together."""

    finie: threading.Event = field(default_factory=threading.Event)
    rendre: bool = True


class Relais:
    """Listens on the loopback as soon as it is made, until `fermer()`."""

    def __init__(self, port: int) -> None:
        self.vers = port  # may be changed: the next request goes to another server
        self.journal: list[Passage] = []
        self._pannes: list[Panne] = []
        self._verrou = threading.Lock()
        self._retenue = Retenue()
        self._ecoute = _Ecoute((HOTE, 0), type("Guichet", (_Guichet,), {"relais": self}))
        self._fil = threading.Thread(target=self._ecoute.serve_forever, args=(0.05,), daemon=True)
        self._fil.start()

    @property
    def port(self) -> int:
        return int(self._ecoute.server_address[1])

    @property
    def url(self) -> str:
        return f"http://{HOTE}:{self.port}"

    def panne(self, genre: str, chemin: str = "", **options: Any) -> None:
        """Set a fault, after those already set. The first that matches is the one that strikes."""
        with self._verrou:
            self._pannes.append(Panne(genre, chemin, **options))

    def reparer(self) -> None:
        """No fault any more; what is held is let go."""
        with self._verrou:
            self._pannes.clear()
        self.lacher()

    def lacher(self, rendre: bool = True) -> None:
        """Let go of every request held; the answers that are there are given."""
        with self._verrou:
            retenue, self._retenue = self._retenue, Retenue()
        retenue.rendre = rendre
        retenue.finie.set()

    def couper(self) -> None:
        """Let go of every request held, without an answer."""
        self.lacher(rendre=False)

    def passages(self, chemin: str = "") -> list[Passage]:
        """What came so far, in the order of arrival."""
        with self._verrou:
            return [un for un in self.journal if re.search(chemin, un.chemin)]

    def attendre(self, condition: Callable[[Passage], Any], delai: float = 10) -> Passage:
        """The first request that fulfils `condition`; TimeoutError when none came in time."""
        fin = time.monotonic() + delai
        while time.monotonic() < fin:
            if vu := next(filter(condition, self.passages()), None):
                return vu
            time.sleep(0.01)
        raise TimeoutError(f"Parmi {[un.resume() for un in self.passages()]}")

    def fermer(self) -> None:
        self.reparer()
        self._ecoute.shutdown()
        self._ecoute.server_close()
        self._fil.join(PATIENCE)

    # What follows is for the counter below, one thread a connection.

    def noter(self, methode: str, chemin: str, corps: bytes) -> tuple[Passage, Panne | None]:
        with self._verrou:
            panne = next((une for une in self._pannes if une.prendre(chemin)), None)
            passage = Passage(methode, chemin, panne.genre if panne else "", corps)
            self.journal.append(passage)
        return passage, panne

    def retenir(self) -> bool:
        """Wait to be let go; whether the answer is to be given."""
        with self._verrou:
            retenue = self._retenue
        return retenue.finie.wait(PATIENCE) and retenue.rendre


class _Ecoute(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that leaves in the middle is what all this is about."""


class _Guichet(BaseHTTPRequestHandler):
    """One connection, one request."""

    relais: Relais
    protocol_version = "HTTP/1.1"
    timeout = PATIENCE

    def _traiter(self) -> None:
        self.close_connection = True
        corps = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        passage, panne = self.relais.noter(self.command, self.path, corps)
        if panne is None:
            self._rendre(self._passer(passage), passage)
        else:
            getattr(self, f"_{panne.genre}")(passage, panne)

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_OPTIONS = _traiter

    def _refusee(self, passage: Passage, panne: Panne) -> None:
        """Closed on the way back."""

    def _coupee(self, passage: Passage, panne: Panne) -> None:
        with _vers(self.relais.vers) as serveur:
            self._demander(serveur, passage)
            serveur.send(passage.corps[: len(passage.corps) // 2])

    def _perdue(self, passage: Passage, panne: Panne) -> None:
        self._passer(passage)

    def _lente(self, passage: Passage, panne: Panne) -> None:
        reponse = self._passer(passage)
        if self.relais.retenir():
            self._rendre(reponse, passage)

    def _muette(self, passage: Passage, panne: Panne) -> None:
        self.relais.retenir()

    def _statut(self, passage: Passage, panne: Panne) -> None:
        self._repondre(panne.code, list(panne.entetes.items()), b"")

    def _html(self, passage: Passage, panne: Panne) -> None:
        self._repondre(200, [("Content-Type", "text/html; charset=utf-8")], PORTAIL)

    def _passer(self, passage: Passage) -> HTTPResponse | None:
        """The answer of the server; None when it died, or was dead."""
        try:
            with _vers(self.relais.vers) as serveur:
                self._demander(serveur, passage)
                serveur.send(passage.corps)
                reponse = serveur.getresponse()
                passage.reponse = reponse.read()
                passage.statut = reponse.status
                return reponse
        except (OSError, HTTPException):
            return None

    def _demander(self, serveur: HTTPConnection, passage: Passage) -> None:
        serveur.putrequest(
            passage.methode, passage.chemin, skip_host=True, skip_accept_encoding=True
        )
        for nom, valeur in _sans_saut(self.headers.items()):
            serveur.putheader(nom, valeur)
        if passage.corps:
            serveur.putheader("Content-Length", str(len(passage.corps)))
        serveur.putheader("Connection", "close")
        serveur.endheaders()

    def _rendre(self, reponse: HTTPResponse | None, passage: Passage) -> None:
        if reponse is not None:
            self._repondre(passage.statut, _sans_saut(reponse.getheaders()), passage.reponse)

    def _repondre(self, code: int, entetes: Iterable[tuple[str, str]], corps: bytes) -> None:
        self.send_response_only(code)
        for nom, valeur in entetes:
            self.send_header(nom, valeur)
        self.send_header("Content-Length", str(len(corps)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(corps)

    def log_message(self, format: str, *args: Any) -> None:
        """The journal of the relay says it better."""


@contextmanager
def _vers(port: int) -> Iterator[HTTPConnection]:
    connexion = HTTPConnection(HOTE, port, timeout=PATIENCE)
    try:
        yield connexion
    finally:
        connexion.close()


def _sans_saut(entetes: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Without those that speak of one connection only."""
    return ((nom, valeur) for nom, valeur in entetes if nom.lower() not in D_UN_SAUT)
