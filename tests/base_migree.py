"""The database as the migrations leave it: made once, by whoever needs it first, then copied.

Applying them takes seconds, for each worker of each step. `bin/test` names a folder that its
steps share (`MEDLOVE_MIGREE`) and throws away; else the workers of a run share theirs.
"""

import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.management.commands.migrate import Command
from django.db import connection

# On the PostgreSQL of bin/test, thrown away too.
MODELE = "medlove_migree"


def dossier_partage(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """None when nobody else is there to share with."""
    if nomme := os.environ.get("MEDLOVE_MIGREE"):
        return Path(nomme)
    if "PYTEST_XDIST_WORKER" in os.environ and connection.vendor == "sqlite":
        return tmp_path_factory.getbasetemp().parent
    return None


@contextmanager
def chacun_son_tour(fait: Path) -> Iterator[None]:
    """Whoever makes it, the others wait."""
    with fait.with_name(f"{fait.name}.verrou").open("w") as verrou:
        fcntl.flock(verrou, fcntl.LOCK_EX)
        yield


def sur_sqlite(modele: Path, migrer: Callable[[], None]) -> None:
    brouillon = modele.with_name(f"{modele.name}.brouillon")
    if not modele.exists():
        migrer()
        _copier(connection.connection, brouillon)
        brouillon.rename(modele)
        return
    connection.ensure_connection()
    _copier(modele, connection.connection)


def _copier(source: Any, cible: Any) -> None:
    """From a connection or a file, to the other."""
    ouverts = [sqlite3.connect(un) if isinstance(un, Path) else un for un in (source, cible)]
    ouverts[0].backup(ouverts[1])
    for un, ouvert in zip((source, cible), ouverts, strict=True):
        if un is not ouvert:
            ouvert.close()


def sur_postgresql(faite: Path, migrer: Callable[[], None]) -> None:
    """Its own copy: a database that nobody is connected to."""
    ici = connection.settings_dict["NAME"]
    if not faite.exists():
        migrer()
        _creer(MODELE, d_apres=ici)
        faite.touch()
    else:
        _creer(ici, d_apres=MODELE)


def _creer(nom: str, *, d_apres: str) -> None:
    connection.close()
    with connection._nodb_cursor() as curseur:
        curseur.execute(f'DROP DATABASE IF EXISTS "{nom}"')
        curseur.execute(f'CREATE DATABASE "{nom}" TEMPLATE "{d_apres}"')


@pytest.fixture(autouse=True, scope="session")
def _migree_une_fois(
    tmp_path_factory: pytest.TempPathFactory, django_db_use_migrations: bool
) -> Iterator[None]:
    dossier = dossier_partage(tmp_path_factory)
    if dossier is None or not django_db_use_migrations:
        yield
        return
    faite = dossier / f"migree.{connection.vendor}"
    obtenir = {"sqlite": sur_sqlite, "postgresql": sur_postgresql}[connection.vendor]
    appliquer = Command.handle

    def migrer(commande: Command, *args: Any, **options: Any) -> None:
        # A test that migrates does so for itself.
        if connection.introspection.table_names():
            appliquer(commande, *args, **options)
            return
        with chacun_son_tour(faite):
            obtenir(faite, lambda: appliquer(commande, *args, **options))

    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(Command, "handle", migrer)
        yield
