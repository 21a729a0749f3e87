"""Measures `POST /api/v1/lots/` beside the bare view, in turns, and prints their ratio.

Run by bench/lots, with the database to use in `DATABASE_URL`.
"""

import argparse
import os
import sys
from dataclasses import dataclass, field
from statistics import median, quantiles

import django

from bench.clients import Clients, Envoi, clients
from tests.epreuve.serveur import Serveur

os.environ.update(Serveur.PRODUCTION)
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from bench.corpus import Corpus  # noqa: E402
from sessions.models import Reception  # noqa: E402
from sessions.terrain.models import Verdict  # noqa: E402

LIMITE = 1.6
NUE, LOTS = "/nue/lots/", "/api/v1/lots/"
# What all clients send together in one block: a fraction of a second, at either address.
RENCONTRES_PAR_BLOC = {1: 128, 25: 600}
# Connections stay open while the lots of the next block are written.
ENTOURAGE = {
    "DJANGO_SETTINGS_MODULE": "bench.reglages",
    "GUNICORN_CMD_ARGS": "--keep-alive 60",
}
ENTETE = "  rencontres   clients   vue nue (médiane / p95)   le lot (médiane / p95)   rapport"


@dataclass
class Mesure:
    """What was seen of one address: seconds a post, and seconds a lot of each block."""

    durees: list[float] = field(default_factory=list)
    blocs: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        p95 = quantiles(self.durees, n=20)[-1]
        return f"{_dit(median(self.durees) * 1000)} / {_dit(p95 * 1000)} ms"


@dataclass(frozen=True)
class Cas:
    """So many rencontres a lot, from so many clients."""

    rencontres: int
    clients: int

    @property
    def lots(self) -> int:
        """Lots that one client sends in a block."""
        ensemble = RENCONTRES_PAR_BLOC.get(self.rencontres, 600)
        return max(1, ensemble // self.rencontres // self.clients)


def main() -> int:
    options = _options()
    call_command("migrate", verbosity=0)
    corpus = Corpus()
    connection.close()
    rapports = []
    print(ENTETE)
    with Serveur(**ENTOURAGE) as serveur:
        for rencontres in options.rencontres:
            for combien in options.clients:
                cas = Cas(rencontres, combien)
                rapports.append(comparer(cas, corpus, serveur.port, options.tours))
    if Reception.objects.exclude(verdict=Verdict.CREE).exists():
        print("Tout n’a pas été enregistré : la mesure ne vaut rien.", file=sys.stderr)
        return 1
    return int(max(rapports) > LIMITE)


def _options() -> argparse.Namespace:
    lecteur = argparse.ArgumentParser(prog="bench/lots")
    lecteur.add_argument("--clients", type=_nombres, default=[1, 8])
    lecteur.add_argument("--rencontres", type=_nombres, default=[25, 1], help="in a lot")
    lecteur.add_argument("--tours", type=int, default=15, help="blocks at each address")
    return lecteur.parse_args()


def _nombres(texte: str) -> list[int]:
    return [int(mot) for mot in texte.split(",")]


def comparer(cas: Cas, corpus: Corpus, port: int, tours: int) -> float:
    """The ratio, printed. Each address goes first every other turn: what slows the machine slows
    both, and the ratio is the median of those of each turn.

    The first turn, which connects and loads, does not count.
    """
    nue, lots = Mesure(), Mesure()
    with clients(cas.clients, port) as ensemble:
        for tour in range(-1, tours):
            deux = [(NUE, nue), (LOTS, lots)]
            for chemin, mesure in deux if tour % 2 else reversed(deux):
                _bloc(cas, ensemble, corpus, chemin, mesure if tour >= 0 else Mesure())
    rapport = median(b / a for a, b in zip(nue.blocs, lots.blocs, strict=True))
    signe = "≤" if rapport <= LIMITE else ">"
    print(
        f"  {cas.rencontres:>10}   {cas.clients:>7}   {nue!s:<23}   {lots!s:<22}   "
        f"{_dit(rapport)} {signe} {_dit(LIMITE)}",
        flush=True,
    )
    return rapport


def _bloc(cas: Cas, ensemble: Clients, corpus: Corpus, chemin: str, mesure: Mesure) -> None:
    envois = [
        Envoi(chemin, corpus.entetes, [corpus.lot(cas.rencontres) for _ in range(cas.lots)])
        for _ in range(cas.clients)
    ]
    releves = ensemble.envoyer(envois)
    duree = max(un.fin for un in releves) - min(un.debut for un in releves)
    mesure.blocs.append(duree / (cas.lots * cas.clients))
    for releve in releves:
        mesure.durees += releve.durees


def _dit(nombre: float) -> str:
    return f"{nombre:.2f}".replace(".", ",")


if __name__ == "__main__":
    sys.exit(main())
