"""What the draw knows of the tests is what they took, and of the modules there are."""

from pathlib import Path
from typing import Any

import pytest

from tests.chronometre import NEGLIGEABLE, RACINE, Chronometre, Mesure, durees, ecrire


@pytest.fixture
def fichier(tmp_path: Path) -> Path:
    for nom in ("ancien.py", "nouveau.py", "court.py"):
        (tmp_path / nom).touch()
    (tmp_path / "durees.txt").write_text("1.50 ancien.py\n2.00 parti.py\n", "utf-8")
    return tmp_path / "durees.txt"


def test_a_module_is_worth_the_mean_of_its_tests(fichier: Path):
    nouveau = Mesure(preparations=[9, 0.1, 0.1], essais=[0.3, 0.5, 0.7])
    court = Mesure(preparations=[0, 0], essais=[NEGLIGEABLE / 2, NEGLIGEABLE / 3])
    ecrire({"nouveau.py": nouveau, "court.py": court}, fichier, fichier.parent)
    assert durees(fichier) == {"ancien.py": 1.5, "nouveau.py": 0.6}


def test_one_measured_again_is_replaced(fichier: Path):
    ecrire({"ancien.py": Mesure([0], [0.25])}, fichier, fichier.parent)
    assert durees(fichier) == {"ancien.py": 0.25}


def dit(when: Any, outcome: Any, duration: float) -> pytest.TestReport:
    return pytest.TestReport(
        "m.py::test[1]", ("m.py", 0, "test"), {}, outcome, None, when, duration=duration
    )


def test_only_what_passed_is_measured():
    chronometre = Chronometre()
    for une in (
        dit("setup", "passed", 1),
        dit("call", "failed", 2),
        dit("call", "passed", 3),
        dit("teardown", "passed", 4),
    ):
        chronometre.pytest_runtest_logreport(une)
    assert chronometre.mesures == {"m.py": Mesure([1], [3])}


def test_every_module_it_names_is_there():
    assert [module for module in durees() if not (RACINE / module).exists()] == []
