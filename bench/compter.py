"""Measures the pages of figures beside the bare SQL of one table on joined tables, in turns.

Run by bench/statistiques, with the database to use in `DATABASE_URL`.
"""

import argparse
import os
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import django

from tests.epreuve.serveur import Serveur

os.environ.update({**Serveur.PRODUCTION, "DJANGO_SETTINGS_MODULE": "medlove.settings"})
warnings.filterwarnings("ignore", message="No directory at")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, override_settings  # noqa: E402

from bench.saison import semer  # noqa: E402
from medlove.models import Equipe, Role  # noqa: E402
from sessions.periodes import Periode  # noqa: E402
from sessions.rencontres.choix import trimestres_gardes  # noqa: E402
from tests.fabriques import AppartenanceFactory  # noqa: E402

# Nothing was gathered: the page names its files as they are.
FICHIERS_NUS = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
ENTETE = (
    "  page                               médiane     SQL nu   fois plus vite   requêtes   limite"
)
TEMOIN = 600
# Milliseconds within which the map answers, by rencontres; how many times faster than the bare
# join it is beyond, by database.
REPOND_EN = {4_000: 150, 100_000: 300}
PLUS_VITE = {"postgresql": 4, "sqlite": 8}
DE_LA_CARTE = "/carte/"

# Nothing copied: the day is that of the sortie, the quartier that of the halte.
NU = """
SELECT COALESCE(halte.quartier_id, sortie.quartier_id), besoin.categorie_id, {trimestre}, COUNT(*)
FROM medlove_sessions_besoin besoin
JOIN medlove_sessions_rencontre rencontre ON rencontre.id = besoin.rencontre_id
JOIN medlove_sessions_sortie sortie ON sortie.id = rencontre.sortie_id
LEFT JOIN medlove_sessions_halte halte ON halte.id = rencontre.halte_id
WHERE sortie.equipe_id = %s
GROUP BY 1, 2, 3
"""
TRIMESTRE = {
    "postgresql": "date_trunc('quarter', sortie.date)",
    "sqlite": "substr(sortie.date, 1, 4) || ((CAST(substr(sortie.date, 6, 2) AS INTEGER) + 2) / 3)",
}


@dataclass(frozen=True)
class Cas:
    """A page, and what is asked of it. `tout` is the whole of what is kept."""

    nom: str
    page: str
    choix: dict[str, str] = field(default_factory=dict)
    tout: bool = True
    tours: int | None = None


DROITS, NUMERIQUE = {"besoin": "droits"}, {"besoin": "numerique"}
CAS = [
    Cas("carte, les 4 derniers trimestres", DE_LA_CARTE, tout=False),
    Cas("carte, tout", DE_LA_CARTE),
    Cas("carte, un domaine", DE_LA_CARTE, DROITS),
    Cas("carte, une catégorie", DE_LA_CARTE, {"besoin": "aides_prestations"}),
    Cas("carte, trimestre par trimestre", DE_LA_CARTE, DROITS | {"vue": "trimestres"}, tout=False),
    Cas("carte, une tranche d’âge", DE_LA_CARTE, NUMERIQUE | {"tranche_age": "25_39"}),
    Cas("statistiques, 4 trimestres", "/statistiques/", tout=False, tours=1),
    Cas("statistiques, tout", "/statistiques/", tours=1),
    Cas("hypothèses, 4 trimestres", "/hypotheses/", tout=False, tours=1),
    Cas("fichier de la carte", "/carte/export/", DROITS | {"format": "xlsx"}),
    Cas("fichier des statistiques", "/statistiques/export/", {"format": "csv"}, False, 1),
]
# These are for a person: what she is narrows rows that are joined, whatever is copied.
SANS_LIMITE = {"carte, une tranche d’âge"}


def main() -> int:
    lecteur = argparse.ArgumentParser(prog="bench/statistiques")
    lecteur.add_argument("--rencontres", type=int, default=4_000)
    lecteur.add_argument("--tours", type=int, default=7)
    options = lecteur.parse_args()
    call_command("migrate", verbosity=0)
    periode = Periode.de(trimestres_gardes()[-1], trimestres_gardes()[0])
    membre = AppartenanceFactory(role=Role.COORDINATION)
    temoin = AppartenanceFactory(role=Role.COORDINATION)
    debut = time.perf_counter()
    semer(membre.equipe, options.rencontres, periode, graine=2)
    semer(temoin.equipe, TEMOIN, periode)
    with connection.cursor() as curseur:
        # What PostgreSQL does by itself in its own time.
        curseur.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    print(f"  écrit en {time.perf_counter() - debut:.0f} s")
    print(ENTETE)
    bornes = {"trimestre": str(trimestres_gardes()[-1]), "jusqu_a": str(trimestres_gardes()[0])}
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": FICHIERS_NUS}):
        clients = [_client(membre), _client(temoin)]
        tenus = [
            comparer(cas, bornes, clients, membre.equipe, options.rencontres, options.tours)
            for cas in CAS
        ]
    return int(not all(tenus))


def comparer(
    cas: Cas,
    bornes: dict[str, str],
    clients: list[Client],
    equipe: Equipe,
    rencontres: int,
    tours: int,
) -> bool:
    """Each in turn, the first turn apart: what slows the machine slows both."""
    client, temoin = clients
    choix = {**(bornes if cas.tout else {}), **cas.choix}
    statut, requetes = _ouvrir(client, cas.page, choix)
    if statut == 404:
        print(f"  {cas.nom:<33}   cette page n’existe pas encore")
        return True
    pages, nues = [], []
    for _ in range(cas.tours or tours):
        page, reponse = _chronometrer(lambda: client.get(cas.page, choix))
        nue, _lignes = _chronometrer(lambda: _nue(equipe))
        if reponse.status_code != 200:
            raise SystemExit(f"{cas.nom} : la page répond {reponse.status_code}.")
        pages.append(page)
        nues.append(nue)
    _, celles_du_temoin = _ouvrir(temoin, cas.page, choix)
    rapport = median(nue / page for page, nue in zip(pages, nues, strict=True))
    tenu, limite = _limite(cas, rencontres, median(pages), rapport)
    autant = requetes == celles_du_temoin
    print(
        f"  {cas.nom:<33} {_ms(median(pages)):>8} {_ms(median(nues)):>10}   "
        f"{rapport:>14.1f}   {requetes:>8}   ".replace(".", ",")
        + limite
        + ("" if tenu else "  dépassée")
        + ("" if autant else f"  {celles_du_temoin} requêtes pour {TEMOIN} rencontres"),
        flush=True,
    )
    return tenu and autant


def _limite(cas: Cas, rencontres: int, page: float, rapport: float) -> tuple[bool, str]:
    if cas.page != DE_LA_CARTE or cas.nom in SANS_LIMITE:
        return True, ""
    if (millisecondes := REPOND_EN.get(rencontres)) is not None:
        return page * 1000 <= millisecondes, f"{millisecondes} ms"
    if rencontres < max(REPOND_EN):
        return True, ""
    fois = PLUS_VITE[connection.vendor]
    return rapport >= fois, f"{fois} fois"


def _client(membre: Any) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(
        membre.utilisateur, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def _ouvrir(client: Client, page: str, choix: dict[str, str]) -> tuple[int, int]:
    """How the page answers, and how many queries it takes."""
    with CaptureQueriesContext(connection) as requetes:
        statut = client.get(page, choix).status_code
    return statut, len(requetes)


def _nue(equipe: Equipe) -> list[Any]:
    """The table by hand: quartier × besoin × trimestre, on tables that are joined."""
    cle = equipe.pk.hex if connection.vendor == "sqlite" else equipe.pk
    with connection.cursor() as curseur:
        curseur.execute(NU.format(trimestre=TRIMESTRE[connection.vendor]), [cle])
        return curseur.fetchall()


def _chronometrer(faire: Callable[[], Any]) -> tuple[float, Any]:
    debut = time.perf_counter()
    rendu = faire()
    return time.perf_counter() - debut, rendu


def _ms(secondes: float) -> str:
    return f"{secondes * 1000:.0f} ms"


if __name__ == "__main__":
    sys.exit(main())
