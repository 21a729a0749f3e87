"""`--chronometrer`: how long a test of each module takes, written in durees.txt for the draw
(tests/au_sort.py), which only compares them: any machine will do, the same for all.

    python -m pytest -n 2 --chronometrer tests
"""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean, median

import pytest

FICHIER = Path(__file__).with_name("durees.txt")
RACINE = FICHIER.parent.parent
# Seconds: under it, there is nothing to gain by playing a test less often.
NEGLIGEABLE = 0.02


def durees(fichier: Path = FICHIER) -> dict[str, float]:
    """The mean seconds of a test, by the path of its module, for those that are long enough.

    Nothing when the file is not there. Raises ValueError on a line that is none of ours.
    """
    if not fichier.exists():
        return {}
    lignes = (ligne.split(maxsplit=1) for ligne in fichier.read_text("utf-8").splitlines())
    return {module: float(secondes) for secondes, module in lignes}


@dataclass
class Mesure:
    """What the tests of a module took, in seconds, one by one."""

    preparations: list[float] = field(default_factory=list)
    essais: list[float] = field(default_factory=list)

    @property
    def moyenne(self) -> float:
        """What is prepared for many is paid by the first: the median leaves it out."""
        if not self.essais:
            return 0
        return fmean(self.essais) + median(self.preparations)


def ecrire(mesures: dict[str, Mesure], fichier: Path = FICHIER, racine: Path = RACINE) -> None:
    """Replace what was known of the modules measured, and forget those that are no more."""
    moyennes = durees(fichier) | {module: une.moyenne for module, une in mesures.items()}
    fichier.write_text(
        "".join(
            f"{moyenne:.2f} {module}\n"
            for module, moyenne in sorted(moyennes.items())
            if moyenne >= NEGLIGEABLE and (racine / module).exists()
        ),
        "utf-8",
    )


class Chronometre:
    """Listens to the outcomes, of the workers too."""

    def __init__(self) -> None:
        self.mesures: dict[str, Mesure] = defaultdict(Mesure)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if not report.passed:
            return
        mesure = self.mesures[report.nodeid.partition("::")[0]]
        if report.when == "setup":
            mesure.preparations.append(report.duration)
        elif report.when == "call":
            mesure.essais.append(report.duration)

    def pytest_sessionfinish(self) -> None:
        ecrire(self.mesures)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--chronometrer", action="store_true", help="write how long tests take")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--chronometrer") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Chronometre())
