"""Measures an import of rencontres beside bare `bulk_create` of the very same rows, in turns.

Run by bench/transferts, with the database to use in `DATABASE_URL`.
"""

import argparse
import copy
import csv
import io
import os
import sys
import time
import warnings
from collections.abc import Iterator
from datetime import date, timedelta

import django

from tests.epreuve.serveur import Serveur

os.environ.update({**Serveur.PRODUCTION, "DJANGO_SETTINGS_MODULE": "medlove.settings"})
warnings.filterwarnings("ignore", message="No directory at")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from openpyxl import Workbook  # noqa: E402

from medlove.models import Equipe, Utilisateur  # noqa: E402
from sessions.models import Besoin, Exigence, Rencontre, Sortie  # noqa: E402
from sessions.nomenclatures.listes import libelles  # noqa: E402
from sessions.nomenclatures.models import CategorieBesoin  # noqa: E402
from sessions.transferts.champs import proposer  # noqa: E402
from sessions.transferts.lecture import Choix  # noqa: E402
from sessions.transferts.services.annulation import annuler  # noqa: E402
from sessions.transferts.services.importation import importer, prevoir  # noqa: E402
from sessions.transferts.tableau import lire  # noqa: E402
from tests.fabriques import AppartenanceFactory, EquipeFactory, QuartierFactory  # noqa: E402

# As many rows a second, against bulk_create alone.
LIMITE = 0.6
PAR_SORTIE = 25
QUARTIERS = 12
ENTETES = [
    *("Date", "Créneau", "Quartier", "Besoin", "Réponse", "Organisme", "Exigences"),
    *("Âge", "Genre", "Activité", "Durée", "Déjà venue", "Besoin 2", "Réponse 2"),
]
TABLES = (Sortie, Rencontre, Besoin, Exigence)


def main() -> int:
    lecteur = argparse.ArgumentParser(prog="bench/transferts")
    lecteur.add_argument("--lignes", type=int, default=10_000)
    lecteur.add_argument("--tours", type=int, default=5)
    options = lecteur.parse_args()
    call_command("migrate", verbosity=0)
    equipe = EquipeFactory()
    par = AppartenanceFactory(equipe=equipe).utilisateur
    for rang in range(QUARTIERS):
        QuartierFactory(numero=rang + 1, nom=f"Quartier {rang + 1}")
    tenus = [
        comparer(genre, octets, equipe, par, options.tours)
        for genre, octets in _fichiers(options.lignes)
    ]
    return int(not all(tenus))


def comparer(genre: str, octets: bytes, equipe: Equipe, par: Utilisateur, tours: int) -> bool:
    """The import, then the rows that it wrote written again bare, and so on; the best of each is
    compared, for what else the machine does slows one or the other."""
    mesures: dict[str, list[float]] = {
        un: [] for un in ("lecture", "aperçu", "import", "annulation", "nu")
    }
    for _ in range(tours):
        debut = time.perf_counter()
        tableau = lire(octets)
        choix = Choix(colonnes=proposer(tableau.colonnes))
        lu = time.perf_counter()
        plan = prevoir(tableau, choix, equipe)
        vu = time.perf_counter()
        if not plan.importable:
            print("Le fichier de mesure ne s’importe pas : la mesure ne vaut rien.")
            return False
        fait = importer(tableau, choix, equipe, nom="mesure", par=par, empreinte=plan.empreinte)
        ecrit = time.perf_counter()
        lignes = [list(modele._default_manager.all()) for modele in TABLES]
        retire = time.perf_counter()
        annuler(fait, par=par)
        mesures["annulation"].append(time.perf_counter() - retire)
        mesures["nu"].append(_nu(lignes))
        mesures["lecture"].append(lu - debut)
        mesures["aperçu"].append(vu - lu)
        mesures["import"].append(ecrit - vu)
    _dire(genre, len(lire(octets).lignes), mesures)
    seul, entier = (_rapport(mesures, *quoi) for quoi in (["import"], ["aperçu", "import"]))
    tout = _rapport(mesures, "lecture", "aperçu", "import")
    print(f"  import seul, contre le nu : {seul:.2f}".replace(".", ","))
    print(f"  avec l’aperçu : {entier:.2f} (limite {LIMITE})".replace(".", ","))
    print(f"  avec la lecture du fichier : {tout:.2f}".replace(".", ","), flush=True)
    return entier >= LIMITE


def _rapport(mesures: dict[str, list[float]], *quoi: str) -> float:
    return min(mesures["nu"]) / sum(min(mesures[un]) for un in quoi)


def _nu(lignes: list[list[object]]) -> float:
    """Seconds to make the same objects and to write them, each table in one bulk_create."""
    debut = time.perf_counter()
    with transaction.atomic():
        for modele, siennes in zip(TABLES, lignes, strict=True):
            champs = [un.attname for un in modele._meta.concrete_fields]
            modele._default_manager.bulk_create(
                modele(**{nom: getattr(une, nom) for nom in champs}) for une in siennes
            )
    duree = time.perf_counter() - debut
    with transaction.atomic():
        for modele in reversed(TABLES):
            modele._default_manager.all()._raw_delete(connection.alias)
    return duree


def _dire(genre: str, lignes: int, mesures: dict[str, list[float]]) -> None:
    print(f"\n  {genre}, {lignes} lignes")
    for quoi, durees in mesures.items():
        duree = min(durees)
        print(f"  {quoi:<12}{duree:>7.2f} s{lignes / duree:>10.0f} lignes/s".replace(".", ","))


def _fichiers(combien: int) -> Iterator[tuple[str, bytes]]:
    rangees = [ENTETES, *_rangees(combien)]
    texte = io.StringIO()
    csv.writer(texte, delimiter=";").writerows(rangees)
    yield "CSV", texte.getvalue().encode()
    classeur, tampon = Workbook(write_only=True), io.BytesIO()
    feuille = classeur.create_sheet()
    for rangee in copy.copy(rangees):
        feuille.append(rangee)
    classeur.save(tampon)
    yield "XLSX", tampon.getvalue()


def _rangees(combien: int) -> Iterator[list[str]]:
    """One besoin in two rows, two in the others, an exigence in one row of three."""
    besoins = list(CategorieBesoin.objects.nationales().values_list("libelle", flat=True))
    listes = {
        nom: list(libelles(nom).values())
        for nom in (
            *("reponse", "organisme", "exigence", "tranche_age", "genre", "activite", "duree"),
            "deja_rencontre",
        )
    }
    du = date.today().replace(month=1, day=1) - timedelta(days=365)  # noqa: DTZ011
    for rang in range(combien):
        sortie = rang // PAR_SORTIE
        un = {nom: valeurs[rang * 7 % len(valeurs)] for nom, valeurs in listes.items()}
        deux = rang % 2 == 0
        yield [
            f"{du + timedelta(days=sortie % 360):%d/%m/%Y}",
            *(("Matin", "Soirée")[sortie % 2], f"Quartier {1 + sortie % QUARTIERS}"),
            *(besoins[rang % len(besoins)], un["reponse"], un["organisme"]),
            un["exigence"] if rang % 3 == 0 else "",
            *(un["tranche_age"], un["genre"], un["activite"], un["duree"], un["deja_rencontre"]),
            *((besoins[(rang + 5) % len(besoins)], un["reponse"]) if deux else ("", "")),
        ]


if __name__ == "__main__":
    sys.exit(main())
