"""A real server process, and processes that send to it."""

import json
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection

from sessions.models import Besoin, Reception, Rencontre
from tests.epreuve.serveur import Serveur
from tests.fabriques import EquipeFactory
from tests.sessions.terrain.envois import LOTS, Tablette, besoin, lot

FACTEUR = Path(__file__).with_name("facteur.py")
SENDERS = 8

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.deux_bases]


@pytest.fixture
def tablette() -> Tablette:
    return Tablette(EquipeFactory())


@pytest.fixture
def serveur(base_partagee: Callable[[], None], tablette: Tablette) -> Iterator[Serveur]:
    """On the database of the test, with the tablet already in it."""
    base_partagee()
    with Serveur(fils=SENDERS, DATABASE_URL=_adresse()) as demarre:
        yield demarre


def _adresse() -> str:
    reglages = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{reglages['NAME']}"
    acces = f"{reglages['USER']}:{reglages['PASSWORD']}@{reglages['HOST']}:{reglages['PORT']}"
    return f"postgres://{acces}/{reglages['NAME']}"


@contextmanager
def facteur() -> Iterator["subprocess.Popen[str]"]:
    """Killed at the end of the block: it is not waited for."""
    lance = subprocess.Popen(
        [sys.executable, FACTEUR],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    )
    with lance:
        try:
            yield lance
        finally:
            lance.kill()


def ensemble(serveur: Serveur, jeton: str, corps: dict[str, Any]) -> list[list[str]]:
    """The verdicts that each of eight processes gets for the same lot, posted at once."""
    dit = json.dumps({"port": serveur.port, "jeton": jeton, "corps": corps}) + "\n"
    with ExitStack() as pile:
        facteurs = [pile.enter_context(facteur()) for _ in range(SENDERS)]
        for un in facteurs:
            un.stdin.write(dit)
        for un in facteurs:
            assert json.loads(un.stdout.readline()) == "ready"
        for un in facteurs:
            un.stdin.write("\n")
        rendus = [json.loads(un.stdout.readline()) for un in facteurs]
    assert {rendu["status"] for rendu in rendus} == {200}
    return [[un["verdict"] for un in json.loads(r["corps"])["verdicts"]] for r in rendus]


def test_5_the_same_lot_posted_by_8_processes_at_once_makes_one_row_each(
    serveur: Serveur, tablette: Tablette
):
    elements = [tablette.rencontre(besoins=[besoin(), besoin()]) for _ in range(10)]
    rendus = ensemble(serveur, tablette.jeton, lot(*elements))
    for rang in range(len(elements)):
        comptes = Counter(verdicts[rang] for verdicts in rendus)
        assert comptes == {"cree": 1, "deja": SENDERS - 1}
    assert Rencontre.objects.count() == Reception.objects.count() == 10
    assert Besoin.objects.count() == 20


def test_5_the_database_itself_refuses_a_content_received_twice(tablette: Tablette):
    champs = {"equipe": tablette.equipe, "element": "un", "empreinte": "e", "verdict": "cree"}
    Reception.objects.create(**champs)
    with pytest.raises(IntegrityError):
        Reception.objects.create(**champs)


def test_4_a_body_cut_on_its_way_stores_nothing(serveur: Serveur, tablette: Tablette):
    corps = json.dumps(lot(*(tablette.rencontre() for _ in range(3)))).encode()
    entetes = (
        f"POST {LOTS} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"Authorization: Medlove-Appareil {tablette.jeton}\r\nContent-Length: {len(corps)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", serveur.port), timeout=30) as prise:
        prise.sendall(entetes.encode() + corps[: len(corps) // 2])
        prise.shutdown(socket.SHUT_WR)
        reponse = b"".join(iter(lambda: prise.recv(65536), b""))
    assert b" 200 " not in reponse.split(b"\r\n", 1)[0]
    assert not Rencontre.objects.exists()
    assert not Reception.objects.exists()
