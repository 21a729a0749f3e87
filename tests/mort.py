"""A command played in a process of its own, which dies at a point of it."""

import os
import subprocess
import sys
from pathlib import Path

from django.db import connection

from tests.epreuve.serveur import adresse_de

RACINE = Path(__file__).resolve().parents[1]


def mourir(module: str, *mots: str | Path, fichiers: Path) -> None:
    """`python -m module mots…` on the database of the test, and killed by kill -9 it must be.

    `fichiers` is the folder of private files; the list of deletions is beside it.
    """
    mort = subprocess.run(
        [sys.executable, "-m", module, *mots],
        cwd=RACINE,
        env=os.environ
        | {
            "DATABASE_URL": adresse_de(connection.settings_dict),
            "DJANGO_SETTINGS_MODULE": "medlove.settings",
            "MEDLOVE_FICHIERS": str(fichiers),
            "MEDLOVE_SUPPRESSIONS": str(fichiers.parent / "suppressions.jsonl"),
        },
        capture_output=True,
        timeout=100,
        check=False,
    )
    assert mort.returncode == -9, (mort.stdout + mort.stderr).decode()
