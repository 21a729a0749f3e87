"""Measures the page /partenaires/ beside the bare SQL of the same search, in turns.

Run by bench/annuaire, with the database to use in `DATABASE_URL`.
"""

import argparse
import os
import re
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles
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

from bench.lieux import semer  # noqa: E402
from medlove.models import Role  # noqa: E402
from sessions.annuaire.services import PAR_PAGE  # noqa: E402
from territoires.models import Partenaire  # noqa: E402
from territoires.nomenclatures import genres_de_structure  # noqa: E402
from territoires.recherche import normaliser  # noqa: E402
from tests.fabriques import AppartenanceFactory  # noqa: E402

ADRESSE = "/partenaires/"
TROUVES = re.compile(r"annuaire__compte[^>]*>([\d\u202f]+) partenaire")
# Nothing was gathered: the page names its files as they are.
FICHIERS_NUS = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
ENTETE = (
    "  recherche                 trouvés   la page (médiane / p95)   SQL nu   rapport   requêtes"
)


@dataclass(frozen=True)
class Cas:
    """A search: the parameters of the page, the words and the condition of the bare SQL.

    `heures`: the page must read the hours of all that is left, so the bare SQL fetches them.
    """

    nom: str
    filtres: dict[str, str]
    mots: str = ""
    condition: str = ""
    heures: bool = False


CAS = [
    Cas("tout l’annuaire", {}),
    Cas("un mot courant", {"q": "MÉDIATHÈQUE"}, mots="MÉDIATHÈQUE"),
    Cas("trois mots", {"q": "écluse bruz 29"}, mots="écluse bruz 29"),
    Cas("un mot introuvable", {"q": "zzz"}, mots="zzz"),
    Cas("gratuit", {"frais": "Gratuit"}, condition="frais_a_charge LIKE '%%|Gratuit|%%'"),
    Cas("ouvert maintenant", {"ouvert": "maintenant"}, heures=True),
    Cas("un mot, ouvert mardi", {"q": "forges", "ouvert": "1"}, mots="forges", heures=True),
]


def main() -> int:
    lecteur = argparse.ArgumentParser(prog="bench/annuaire")
    lecteur.add_argument("--lieux", type=int, default=30_000)
    lecteur.add_argument("--tours", type=int, default=20)
    options = lecteur.parse_args()
    call_command("migrate", verbosity=0)
    membre = AppartenanceFactory(role=Role.COORDINATION)
    semer(membre.equipe, options.lieux)
    with connection.cursor() as curseur:
        curseur.execute("ANALYZE")
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(
        membre.utilisateur, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    print(ENTETE)
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": FICHIERS_NUS}):
        for cas in CAS:
            comparer(cas, client, membre.equipe.pk, options.tours)
        return _memes_requetes(client)


def comparer(cas: Cas, client: Client, equipe: Any, tours: int) -> None:
    """Each in turn, the first turn apart: what slows the machine slows both."""
    pages, nues, trouves = [], [], ""
    for tour in range(-1, tours):
        page, reponse = _chronometrer(lambda: client.get(ADRESSE, cas.filtres))
        nue, comptes = _chronometrer(lambda: _nue(cas, equipe))
        if reponse.status_code != 200:
            raise SystemExit(f"La page répond {reponse.status_code} : la mesure ne vaut rien.")
        trouves = TROUVES.search(reponse.content.decode())[1]
        if comptes is not None and comptes != int(trouves.replace("\u202f", "")):
            raise SystemExit(f"Le SQL nu trouve {comptes} lieux, la page {trouves}.")
        if tour >= 0:
            pages.append(page)
            nues.append(nue)
    with CaptureQueriesContext(connection) as requetes:
        client.get(ADRESSE, cas.filtres)
    rapport = median(page / nue for page, nue in zip(pages, nues, strict=True))
    temps = f"{_ms(median(pages))} / {_ms(quantiles(pages, n=20)[-1])} ms"
    print(
        f"  {cas.nom:<25} {trouves:>7}   {temps:<23}   {_ms(median(nues)):>6}   "
        f"{rapport:>7.1f}   {len(requetes):>8}".replace(".", ","),
        flush=True,
    )


def _contient(mot: str) -> str:
    """A word in the searched column, or in the label of the kind of structure."""
    genres = [f"'{code}'" for code, libelle in genres_de_structure() if mot in normaliser(libelle)]
    dedans = f" OR genre_de_structure IN ({', '.join(genres)})" if genres else ""
    return f"(recherche LIKE %s{dedans})"


def _nue(cas: Cas, equipe: Any) -> int | None:
    """The same search by hand: how many, and the twenty first; or all the hours, uncounted."""
    table = connection.ops.quote_name(Partenaire._meta.db_table)
    mots = normaliser(cas.mots).split()
    cle = equipe.hex if connection.vendor == "sqlite" else equipe
    ou = " AND ".join(
        ["equipe_id = %s", "is_active", *map(_contient, mots), cas.condition or "1=1"]
    )
    valeurs = [cle, *(f"%{mot}%" for mot in mots)]
    with connection.cursor() as curseur:
        if cas.heures:
            curseur.execute(f"SELECT id, horaires FROM {table} WHERE {ou}", valeurs)
            curseur.fetchall()
            return None
        curseur.execute(f"SELECT count(*) FROM {table} WHERE {ou}", valeurs)
        [(comptes,)] = curseur.fetchall()
        curseur.execute(
            f"SELECT id, nom, adresse, horaires, verifie_le FROM {table} WHERE {ou} "
            f"ORDER BY nom_recherche, id LIMIT {PAR_PAGE}",
            valeurs,
        )
        curseur.fetchall()
        return comptes


def _memes_requetes(client: Client) -> int:
    """The same number for 10 rows and for 20: told, and the exit status when it is not so."""
    comptes = {}
    for lignes in (10, 20):
        gardes = Partenaire.objects.order_by("nom_recherche").values_list("pk", flat=True)[:lignes]
        garder = [str(pk) for pk in gardes]
        Partenaire.objects.update(nom_recherche="b", recherche="b")
        Partenaire.objects.filter(pk__in=garder).update(nom_recherche="a", recherche="zq")
        with CaptureQueriesContext(connection) as requetes:
            reponse = client.get(ADRESSE, {"q": "zq"})
        assert reponse.content.count(b'<li class="ligne') == lignes
        comptes[lignes] = len(requetes)
    print(f"  requêtes pour 10 lignes : {comptes[10]}, pour 20 : {comptes[20]}")
    return int(comptes[10] != comptes[20])


def _chronometrer(faire: Callable[[], Any]) -> tuple[float, Any]:
    debut = time.perf_counter()
    rendu = faire()
    return time.perf_counter() - debut, rendu


def _ms(secondes: float) -> str:
    return f"{secondes * 1000:.1f}".replace(".", ",")


if __name__ == "__main__":
    sys.exit(main())
