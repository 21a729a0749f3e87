"""A base that a restore may replace: on SQLite a file, as in production; and what it holds."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connections, transaction

from medlove.journal import consigner
from medlove.models import Equipe, Role
from sessions.conservation.rejeu import figer_avant_de_supprimer, purger_de_nouveau
from sessions.models import Suppression
from sessions.sauvegarde import bases, lecture, tables
from sessions.sauvegarde.rejeu import base_a_rejouer, base_restauree
from sessions.terrain.appareils import enroler
from tests.fabriques import (
    AppartenanceFactory,
    BesoinFactory,
    BilanFactory,
    EquipeFactory,
    ImageFactory,
    LieuFactory,
    OrientationFactory,
    OutilFactory,
    ParoleFactory,
    PartenaireFactory,
    PassagesFactory,
    RencontreFactory,
    SortieFactory,
)

CLE = "une clef de sauvegarde pour les essais"
Comptes = dict[str, dict[str, Any]]


@pytest.fixture(scope="session")
def tables_vides(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of SQLite with every migration of today, made by the product once."""
    return tmp_path_factory.mktemp("tables") / "vide.sqlite3"


@pytest.fixture(autouse=True)
def migrees_une_fois(monkeypatch: pytest.MonkeyPatch, tables_vides: Path) -> None:
    """Each restore tried would take the seconds of all the migrations."""
    preparer = bases.preparer

    def copier(faites: bases.Migrations) -> Any:
        essai = Path(connections["default"].settings_dict["NAME"])
        if tables_vides.exists():
            shutil.copyfile(tables_vides, essai)
            return apps
        if not _deja_faites(tables_vides):
            preparer(faites)
            connections["default"].close()
            shutil.copyfile(essai, tables_vides)
        return copier(faites)

    monkeypatch.setattr(lecture, "preparer", copier)


def _deja_faites(vers: Path) -> bool:
    """The base of the tests, or the one of a step before (tests/base_migree.py)."""
    migree = Path(os.environ.get("MEDLOVE_MIGREE", ""), "migree.sqlite")
    if migree.is_file():
        shutil.copyfile(migree, vers)
    elif connections[bases.CIBLE].vendor == "sqlite":
        connections[bases.CIBLE].ensure_connection()
        with closing(sqlite3.connect(vers)) as copie:
            connections[bases.CIBLE].connection.backup(copie)
    return vers.exists()


@pytest.fixture(autouse=True)
def sans_purge() -> Iterator[None]:
    """What is restored is compared with what was saved, whatever the day the tests are run."""
    base_a_rejouer.disconnect(figer_avant_de_supprimer)
    base_restauree.disconnect(purger_de_nouveau)
    yield
    base_a_rejouer.connect(figer_avant_de_supprimer)
    base_restauree.connect(purger_de_nouveau)


@pytest.fixture(autouse=True)
def fichiers_prives(tmp_path: Path, settings: Any) -> Path:
    """Folders of this test alone."""
    racine = tmp_path / "prive" / "fichiers"
    racine.mkdir(parents=True)
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": str(racine)}},
    }
    settings.MEDLOVE_SUPPRESSIONS = str(tmp_path / "prive" / "suppressions.jsonl")
    return racine


@pytest.fixture
def base(
    transactional_db: None, base_partagee: Callable[[], None], carnet: Equipe
) -> Callable[[], Comptes]:
    """What it holds at any time, table by table."""
    base_partagee()
    return partial(tables.compter, tables.gardees(apps), "default")


@pytest.fixture
def carnet(transactional_db: None) -> Equipe:
    """A little of everything."""
    equipe = EquipeFactory(nom="Équipe d’ici", slug="ici")
    AppartenanceFactory(equipe=equipe, role=Role.COORDINATION)
    enroler(equipe, "Tablette")
    sortie = SortieFactory(equipe=equipe)
    for _ in range(3):
        rencontre = RencontreFactory(sortie=sortie, note="« Été » 日本 🚲")
        besoin = BesoinFactory(rencontre=rencontre)
        OrientationFactory(
            equipe=equipe, besoin=besoin, partenaire=PartenaireFactory(equipe=equipe)
        )
    PassagesFactory(halte__sortie=sortie)
    BilanFactory(sortie=sortie)
    LieuFactory(equipe=equipe)
    OutilFactory(equipe=equipe)
    ParoleFactory(equipe=equipe)
    ImageFactory()
    Suppression.noter(equipe, "rencontre", [uuid4()])
    consigner("purge", equipe=equipe, mesure=1.5, rond=100.0, texte="é", liste=[None])
    default_storage.save("cahiers/images/une.png", ContentFile(b"\x89PNG" + bytes(range(256))))
    return equipe


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """Where backups go."""
    ici = tmp_path / "sauvegardes"
    ici.mkdir()
    return ici


def sauvegarder(vers: Path, *mots: str) -> str:
    sortie = StringIO()
    call_command("sauvegarder", "--vers", str(vers), *mots, stdout=sortie)
    return sortie.getvalue()


def restaurer(depuis: Path, *mots: str) -> str:
    sortie = StringIO()
    call_command("restaurer", str(depuis), *mots, stdout=sortie)
    return sortie.getvalue()


def sans_journal(comptes: Comptes) -> Comptes:
    """A backup and a restore leave a line there, after what they did."""
    return {nom: compte for nom, compte in comptes.items() if nom != "medlove.journal"}


def tout_effacer() -> None:
    """An empty base, whatever held what."""
    with transaction.atomic():
        tables.vider(tables.toutes(apps), "default")
