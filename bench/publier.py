"""Times the publication of a year of many rencontres, its trimestres with it.

Run by bench/publication, with the database to use in `DATABASE_URL`.
"""

import argparse
import os
import resource
import sys
import time
import tracemalloc
import warnings
from datetime import date
from hashlib import sha256
from typing import NamedTuple

import django

from tests.epreuve.serveur import Serveur

CLE = sha256(b"une cle pour mesurer").hexdigest()
os.environ.update(
    {
        **Serveur.PRODUCTION,
        "DJANGO_SETTINGS_MODULE": "medlove.settings",
        "MEDLOVE_CLE_PUBLICATION": CLE,
    }
)
warnings.filterwarnings("ignore", message="No directory at")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from medlove.models import Equipe  # noqa: E402
from sessions.demonstration.chargement import Demande, charger  # noqa: E402
from sessions.models import CellulePubliee, Publication, Rencontre  # noqa: E402
from sessions.publication import services  # noqa: E402
from sessions.publication.fichiers import fichiers  # noqa: E402

LIMITE = 30  # seconds
ANNEE, LE = "2025", date(2026, 2, 15)
FIN_DE_SAISON = date(2025, 12, 31)


class Duree(NamedTuple):
    """Seconds by the clock, and of the processor in this process: the difference is waiting."""

    en_tout: float
    de_calcul: float


def main() -> int:
    lecteur = argparse.ArgumentParser(prog="bench/publication")
    lecteur.add_argument("--rencontres", type=int, default=100_000)
    lecteur.add_argument("--tours", type=int, default=3)
    options = lecteur.parse_args()
    call_command("migrate", verbosity=0)
    equipe = _semer(options.rencontres)
    with connection.cursor() as curseur:
        curseur.execute("ANALYZE")
    temps = [_publier(equipe) for _ in range(options.tours)]
    memoire = _memoire(equipe)
    print(
        f"  {_en_francais(_combien(equipe))} rencontres en {ANNEE}, l’année et ses trimestres : "
        f"{min(temps).en_tout:.1f} s (au plus {max(temps).en_tout:.1f} s), dont "
        f"{min(temps).de_calcul:.1f} s de calcul ici, {memoire:.0f} Mo au plus fort en "
        f"Python, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} Mo pour le "
        f"processus, chargement de la saison compris ; limite {LIMITE} s".replace(".", ",")
    )
    return int(min(temps).en_tout > LIMITE)


def _semer(combien: int) -> Equipe:
    """A season of the demonstration of which one year holds so many rencontres."""
    charger(Demande(2 * combien, 1, FIN_DE_SAISON, petite=False, mot_de_passe="pour mesurer"))
    equipe: Equipe = Equipe.objects.get(slug="demonstration")
    return equipe


def _combien(equipe: Equipe) -> int:
    nombre: int = Rencontre.objects.de(equipe).filter(jour__year=int(ANNEE)).count()
    return nombre


def _publier(equipe: Equipe) -> Duree:
    """To publish, then to make the files; nothing stays."""
    debut, calcul = time.perf_counter(), time.process_time()
    fichiers(services.publier(equipe, ANNEE, le=LE))
    duree = Duree(time.perf_counter() - debut, time.process_time() - calcul)
    CellulePubliee.objects.all()._raw_delete("default")
    Publication.objects.all()._raw_delete("default")
    return duree


def _memoire(equipe: Equipe) -> float:
    """Megabytes at the highest, of what Python allocates while it publishes."""
    tracemalloc.start()
    _publier(equipe)
    _, pic = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return pic / 2**20


def _en_francais(nombre: int) -> str:
    return f"{nombre:,}".replace(",", "\u202f")


if __name__ == "__main__":
    sys.exit(main())
