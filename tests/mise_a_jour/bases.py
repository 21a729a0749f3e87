"""Databases beside that of the tests, on the same engine: made, copied, opened, thrown away."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import override_settings


@dataclass
class Bases:
    dossier: Path  # of files, on SQLite
    faites: list[str] = field(default_factory=list)

    def neuve(self, d_apres: str = "") -> str:
        """The name of a new database, empty or the copy of another that nobody has open."""
        nom = f"maj_{uuid4().hex[:12]}"
        if connection.vendor == "sqlite":
            nom = str(self.dossier / f"{nom}.sqlite3")
            if d_apres:
                shutil.copyfile(d_apres, nom)
        else:
            modele = f' TEMPLATE "{d_apres}"' if d_apres else ""
            self._dire(f'CREATE DATABASE "{nom}"{modele}')
        self.faites.append(nom)
        return nom

    def laisser(self, nom: str) -> None:
        """This one is of use to other workers."""
        self.faites.remove(nom)

    def jeter(self) -> None:
        if connection.vendor != "sqlite":
            for nom in self.faites:
                self._dire(f'DROP DATABASE IF EXISTS "{nom}" WITH (FORCE)')

    def _dire(self, ordre: str) -> None:
        with connection._nodb_cursor() as curseur:  # type: ignore[attr-defined]
            curseur.execute(ordre)


@contextmanager
def dans(nom: str) -> Iterator[BaseDatabaseWrapper]:
    """All that asks for the database meanwhile is given this one.

    Its migrations count, even where the tests are run without (`--nomigrations`).
    """
    celle_des_tests = connections[DEFAULT_DB_ALIAS]
    celle_ci = celle_des_tests.copy()
    celle_ci.settings_dict["NAME"] = nom
    connections[DEFAULT_DB_ALIAS] = celle_ci
    try:
        with override_settings(MIGRATION_MODULES={}):
            yield celle_ci
    finally:
        celle_ci.close()
        connections[DEFAULT_DB_ALIAS] = celle_des_tests
