"""The headline test: whatever happens, what was called saved is on the server, once.

Random schedules of gestures and accidents drive the shipped modules of the outbox, in Node,
against a real server process on this database. At rest, the rows are exactly what was saved.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from secrets import randbelow
from typing import Any

import pytest
from django.db import connection

from tests.epreuve.serveur import adresse_de

RACINE = Path(__file__).resolve().parents[3]
PATIENCE = 1.5  # seconds a schedule: four times its need, beside the other database


@pytest.fixture
def base(tmp_path: Path, transactional_db: None) -> str:
    """The address of a database that another process can open: this one, or a copy of it."""
    if connection.vendor == "postgresql":
        return adresse_de(connection.settings_dict)
    chemin = tmp_path / "epreuve.sqlite3"
    with connection.cursor() as curseur:
        curseur.execute("VACUUM INTO %s", [str(chemin)])
    return f"sqlite:///{chemin}"


def jouer(base: str, premiere: int, nombre: int) -> dict[str, Any]:
    """The report of the arbiter."""
    fini = subprocess.run(
        [sys.executable, "-m", "tests.epreuve.arbitre", str(premiere), str(nombre)],
        cwd=RACINE,
        env=os.environ | {"DATABASE_URL": base},
        stdout=subprocess.PIPE,
        text=True,
        timeout=nombre * PATIENCE,
        check=True,
    )
    bilan: dict[str, Any] = json.loads(fini.stdout.splitlines()[-1])
    return bilan


@pytest.mark.d_abord
@pytest.mark.parametrize(
    "nombre",
    [
        pytest.param(200, marks=pytest.mark.timeout(360)),
        pytest.param(1000, marks=pytest.mark.complet),
    ],
    ids="{}_schedules".format,
)
def test_nothing_is_lost_and_nothing_is_doubled(base: str, nombre: int):
    premiere = randbelow(10**6)
    bilan = jouer(base, premiere, nombre)
    print(f"\n{connection.vendor}, graines {premiere} à {premiere + nombre - 1} : {bilan}")  # noqa: T201
    assert bilan["echecs"] == []
    assert bilan["joues"] == nombre
    assert bilan["enregistres"]
    assert all(bilan["tues"].values()), "one of the two was never killed"
