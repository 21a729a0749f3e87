"""A backup read whole into a database and a folder of its own, aside, before anything is
believed or replaced."""

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, OperationalError, connections, transaction

from sessions.sauvegarde import fichiers, tables
from sessions.sauvegarde.bases import a_l_essai, mettre_a_jour, preparer
from sessions.sauvegarde.format import Lecteur
from sessions.sauvegarde.refus import SauvegardeAbimee, SauvegardeRefusee

PREFIXE = ".medlove-essai-"


@dataclass
class Essai:
    """Where a backup was put to be tried: `base` is a file of SQLite, `fichiers` a folder."""

    dossier: Path
    entete: dict[str, Any] = field(default_factory=dict)
    lignes: int = 0

    @property
    def base(self) -> Path:
        return self.dossier / "base.sqlite3"

    @property
    def fichiers(self) -> Path:
        return self.dossier / "fichiers"


@contextmanager
def essai() -> Iterator[Essai]:
    """A folder closed to others, beside the private files, gone at the end; those that a killed
    process left go at the beginning."""
    ici = fichiers.racine().parent
    ici.mkdir(parents=True, exist_ok=True)
    for reste in ici.glob(f"{PREFIXE}*"):
        _balayer(reste)
    dossier = Path(tempfile.mkdtemp(prefix=PREFIXE, dir=ici))
    try:
        with (dossier / "verrou").open("w") as verrou:
            fcntl.flock(verrou, fcntl.LOCK_EX)
            un = Essai(dossier)
            un.fichiers.mkdir()
            yield un
    finally:
        shutil.rmtree(dossier, ignore_errors=True)


def _balayer(reste: Path) -> None:
    try:
        with (reste / "verrou").open("w") as verrou:
            fcntl.flock(verrou, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(reste, ignore_errors=True)
    except OSError:
        return


def charger(source: Path, cle: str, un: Essai) -> None:
    """Read a backup into `un`, with the tables as they were on its day, and compare what they
    hold with what it promises. Raises SauvegardeRefusee."""
    with source.open("rb") as fichier:
        lecteur = Lecteur(fichier, cle)
        un.entete = lecteur.entete
        with a_l_essai(un.base):
            try:
                _remplir(lecteur, un)
            except OperationalError as erreur:  # the disk, and not what the backup holds
                raise SauvegardeRefusee(
                    f"Elle n’a pas pu être essayée dans {un.dossier.parent} ({erreur}) : y faire "
                    "de la place, puis relancer. Rien n’a été restauré."
                ) from erreur
            except tables.REFUS as erreur:
                raise SauvegardeAbimee(f"la base refuse ce qu’elle contient : {erreur}") from erreur


def _remplir(lecteur: Lecteur, un: Essai) -> None:
    registre = preparer(lecteur.entete["migrations"])
    connexion = connections[DEFAULT_DB_ALIAS]
    gardees = {modele._meta.label_lower: modele for modele in tables.gardees(registre)}
    with transaction.atomic():
        tables.vider(tables.toutes(registre), DEFAULT_DB_ALIAS)  # what migrations put there
        for nom, octets in lecteur.entrees():
            genre, _, reste = nom.partition("/")
            if genre == "tables":
                noms, *rangs = (tables.lire(ligne) for ligne in octets.decode().splitlines())
                label = reste.partition("/")[0]
                if label not in tables.PASSAGERES:  # an older program kept one of them
                    tables.inserer(gardees[label], noms, rangs, connexion)
            elif genre == "fichiers":
                fichiers.deposer(un.fichiers, reste, octets)
            else:
                raise SauvegardeAbimee(f"« {nom} » n’a rien à y faire")
        connexion.check_constraints()
    comptes = tables.compter(gardees.values(), DEFAULT_DB_ALIAS)
    for nom in (comptes.keys() | lecteur.tables.keys()) - tables.PASSAGERES:
        if comptes.get(nom) != lecteur.tables.get(nom):
            raise SauvegardeAbimee(f"la table {nom} n’est pas celle que dit son manifeste")
    un.lignes = sum(compte["lignes"] for compte in comptes.values())


def verifier(source: Path, cle: str) -> Essai:
    """Try a restore aside, as it would be done, and throw it away. Raises SauvegardeRefusee."""
    with essai() as un:
        charger(source, cle, un)
        with a_l_essai(un.base):
            mettre_a_jour()
        return un
