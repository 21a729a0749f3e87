"""A backup while a tablet sends a lot every 100 ms, then a restore under it: every record that
was acknowledged is there, or comes back by reconciliation."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPException
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from medlove.models import Equipe
from sessions.models import Besoin, Rencontre
from sessions.rencontres.services import supprimer
from sessions.terrain.appareils import enroler
from tests.epreuve.serveur import Serveur, adresse_de
from tests.fabriques import UtilisateurFactory
from tests.sessions.sauvegarde.conftest import CLE, Comptes, restaurer, sauvegarder
from tests.sessions.terrain.envois import LOTS, Tablette, lot

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.d_abord]
PAS = 0.1  # seconds between two lots
TABLETTES = 12
ACQUIS = {"cree", "deja", "remplace"}
RAPPROCHEMENT = "/api/v1/rapprochement/"


class Envoyeur(threading.Thread):
    """Sends a lot of two rencontres every 100 ms until it is stopped, and keeps what was
    acknowledged, as a tablet does; what was not is sent again in the next lot."""

    def __init__(self, serveur: Serveur, tablette: Tablette) -> None:
        super().__init__(daemon=True)
        self.serveur, self.tablette = serveur, tablette
        # A token sends 60 lots a minute at most: the équipe has other tablets.
        autres = [enroler(tablette.equipe, f"Tablette {rang}")[1] for rang in range(TABLETTES)]
        self.jetons = cycle(autres)
        self.acquis: dict[str, dict[str, Any]] = {}
        self.en_attente: list[dict[str, Any]] = []
        self.fini = threading.Event()

    def run(self) -> None:
        while not self.fini.wait(PAS):
            self.en_attente += [self.tablette.rencontre(), self.tablette.rencontre()]
            self.envoyer(self.en_attente[:25])

    def envoyer(self, elements: list[dict[str, Any]]) -> None:
        reponse = self.poster(LOTS, lot(*elements))
        for verdict in reponse["verdicts"] if reponse else ():
            if verdict["verdict"] in ACQUIS:
                (element,) = (un for un in elements if un["id"] == verdict["id"])
                self.acquis[element["id"]] = element
                self.en_attente = [un for un in self.en_attente if un["id"] != element["id"]]

    def poster(self, chemin: str, corps: dict[str, Any]) -> dict[str, Any] | None:
        connexion = HTTPConnection("127.0.0.1", self.serveur.port, timeout=60)
        entetes = {
            "Authorization": f"Medlove-Appareil {next(self.jetons)}",
            "Content-Type": "application/json",
        }
        try:
            connexion.request("POST", chemin, json.dumps(corps), entetes)
            reponse = connexion.getresponse()
            lu = reponse.read()
            return json.loads(lu) if reponse.status == 200 else None
        except (OSError, HTTPException):
            return None
        finally:
            connexion.close()

    def attendre(self, combien: int) -> None:
        """Until so many more are acknowledged."""
        voulus, limite = len(self.acquis) + combien, time.monotonic() + 60
        while len(self.acquis) < voulus:
            assert time.monotonic() < limite
            time.sleep(0.02)


@pytest.fixture
def envoyeur(
    base: Callable[[], Comptes], carnet: Equipe, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Envoyeur]:
    tablette = Tablette(carnet)
    with Serveur(DATABASE_URL=adresse_de(connection.settings_dict)) as serveur:
        un = Envoyeur(serveur, tablette)
        un.start()
        yield un
        un.fini.set()
        un.join(70)
        connection.close()


def manquants(envoyeur: Envoyeur) -> set[str]:
    presents = dict(Rencontre.objects.values_list("pk", "empreinte"))
    la = {str(pk): empreinte for pk, empreinte in presents.items()}
    return {pk for pk, un in envoyeur.acquis.items() if la.get(pk) != un["empreinte"]}


def rapprocher(envoyeur: Envoyeur) -> list[str]:
    """What a tablet does after it learns that the server was restored."""
    copies = [{"id": pk, "empreinte": un["empreinte"]} for pk, un in envoyeur.acquis.items()]
    constat = envoyeur.poster(RAPPROCHEMENT, {"elements": copies})
    assert constat
    absents = [un["id"] for un in constat["absents"]]
    for debut in range(0, len(absents), 25):
        envoyeur.envoyer([envoyeur.acquis[pk] for pk in absents[debut : debut + 25]])
    return absents


def test_every_acknowledged_record_is_there_or_comes_back(
    envoyeur: Envoyeur, dossier: Path, settings: Any
):
    settings.MEDLOVE_CLE_SAUVEGARDE = CLE
    envoyeur.attendre(10)
    avant = set(envoyeur.acquis)
    sauvegarder(dossier / "une", "--verifier")
    pendant = set(envoyeur.acquis)
    envoyeur.attendre(10)
    (condamnee, *_) = sorted(set(envoyeur.acquis) - pendant)
    supprimer(Rencontre.objects.get(pk=condamnee), par=UtilisateurFactory())
    del envoyeur.acquis[condamnee]
    connection.close()
    restaurer(dossier / "une", "--ecraser")  # under load: nobody stopped the server
    envoyeur.attendre(10)
    envoyeur.fini.set()
    envoyeur.join(70)

    perdus = manquants(envoyeur)
    assert not perdus & avant  # what was acknowledged before the backup is in it
    absents = rapprocher(envoyeur)
    assert set(absents) == perdus
    assert manquants(envoyeur) == set()
    assert not Rencontre.objects.filter(pk=condamnee).exists()
    assert rapprocher(envoyeur) == []
    envoyes = [un for un in envoyeur.acquis.values() if un["donnees"]["besoins"]]
    besoins = {b["id"] for un in envoyes for b in un["donnees"]["besoins"]}
    assert {str(pk) for pk in Besoin.objects.values_list("pk", flat=True)} >= besoins
    print(  # noqa: T201
        f"\n{connection.vendor}\u202f: {len(envoyeur.acquis)} acquis, {len(pendant - avant)} "
        f"pendant la sauvegarde, {len(absents)} revenus par rapprochement"
    )
