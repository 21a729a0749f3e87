"""The database of a test, where threads and other processes can join it."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper


@pytest.fixture
def base_partagee(tmp_path: Path) -> Iterator[Callable[[], None]]:
    """Joins the test's database from a thread: for SQLite a file, as in production.

    What the test has written so far is in it; the test itself moves there at the first call
    of the function it yields.
    """
    if connection.vendor != "sqlite":
        yield lambda: None
        return
    memoire, chemin = connection.connection, str(tmp_path / "base.sqlite3")
    yield lambda: _rejoindre(connections["default"], memoire, chemin)
    if connection.connection is not None:
        connection.connection.close()
    connection.connection = memoire
    connection.settings_dict = connections.settings["default"]


def _rejoindre(base: BaseDatabaseWrapper, memoire: sqlite3.Connection, chemin: str) -> None:
    if not Path(chemin).exists():
        with sqlite3.connect(chemin) as fichier:
            memoire.backup(fichier)
            # Said once here: connections that open at once would each say it, and none waits.
            fichier.execute("PRAGMA journal_mode = WAL")
        fichier.close()
    base.connection = None
    base.settings_dict = {**base.settings_dict, "NAME": chemin}
