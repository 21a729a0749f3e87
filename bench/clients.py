"""Those who send: processes of their own, each with one connection kept open."""

import multiprocessing
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier

PATIENCE = 60  # seconds

CONTEXTE = multiprocessing.get_context("fork")


@dataclass(frozen=True, slots=True)
class Envoi:
    """What one client posts, one after the other."""

    chemin: str
    entetes: dict[str, str]
    corps: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class Releve:
    """When a client began and ended, in seconds of a clock they share; how long each post took."""

    debut: float
    fin: float
    durees: list[float]


class Clients:
    """A few clients, who start together."""

    def __init__(self, prises: Sequence[Connection]) -> None:
        self._prises = prises

    def envoyer(self, envois: Sequence[Envoi]) -> list[Releve]:
        """One `Envoi` a client, all at the same instant."""
        for prise, envoi in zip(self._prises, envois, strict=True):
            prise.send(envoi)
        return [prise.recv() for prise in self._prises]


@contextmanager
def clients(combien: int, port: int) -> Iterator[Clients]:
    """They leave with the block. The database must be closed by now: they are our forks."""
    depart = CONTEXTE.Barrier(combien)
    prises, processus = [], []
    for _ in range(combien):
        ici, la_bas = CONTEXTE.Pipe()
        sien = CONTEXTE.Process(target=_servir, args=(la_bas, depart, port), daemon=True)
        sien.start()
        la_bas.close()
        prises.append(ici)
        processus.append(sien)
    try:
        yield Clients(prises)
    finally:
        for sien in processus:
            sien.terminate()
            sien.join(PATIENCE)


def _servir(prise: Connection, depart: Barrier, port: int) -> None:
    connexion = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    while True:
        envoi = prise.recv()
        depart.wait(PATIENCE)
        prise.send(_poster(connexion, envoi))


def _poster(connexion: HTTPConnection, envoi: Envoi) -> Releve:
    durees = []
    debut = time.perf_counter()
    for corps in envoi.corps:
        avant = time.perf_counter()
        connexion.request("POST", envoi.chemin, corps, envoi.entetes)
        reponse = connexion.getresponse()
        rendu = reponse.read()
        durees.append(time.perf_counter() - avant)
        if reponse.status != 200:
            raise RuntimeError(f"{envoi.chemin} : {reponse.status} {rendu[:200]!r}")
    return Releve(debut, time.perf_counter(), durees)
