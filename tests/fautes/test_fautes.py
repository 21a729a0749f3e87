"""Each planted fault turns its test red, and only the fault does."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from tests.fautes.essai import RACINE, Copie
from tests.fautes.faute import Changement, Faute
from tests.fautes.table import CLE, FAUTES


def _a_planter(faute: Faute) -> object:
    marques = [] if faute.courante else [pytest.mark.complet]
    return pytest.param(faute, id=faute.nom, marks=marques)


@pytest.fixture(scope="session")
def saine(tmp_path_factory: pytest.TempPathFactory) -> Copie:
    """A copy left as it is."""
    return Copie(tmp_path_factory.mktemp("saine"))


def sait_deja(faute: Faute, complet: bool) -> bool:
    """Whether this run knows that the test is green without the fault: it runs them all. One of
    each language is run again, to know that it can be in a copy."""
    genre = Path(faute.test.partition("::")[0]).suffix
    premiere = next((une for une in FAUTES if une.courante and f"{genre}::" in une.test), None)
    return not complet and faute is not premiere


@pytest.mark.deux_bases
@pytest.mark.d_abord
@pytest.mark.parametrize("faute", [_a_planter(faute) for faute in FAUTES])
def test_a_planted_fault_turns_its_test_red(
    faute: Faute,
    saine: Copie,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
    request: pytest.FixtureRequest,
):
    complet = request.config.getoption("--complet")
    if connection.vendor == "postgresql" and (faute.test.startswith("tests/js/") or not complet):
        pytest.skip("planted when the tests run on SQLite")
    if not sait_deja(faute, complet):
        assert saine.passe(faute.test), "the test is red without the fault"
    copie, debut = Copie(tmp_path), time.monotonic()
    copie.planter(faute)
    rouge = not copie.passe(faute.test)
    dit = f"{'oui' if rouge else 'NON'}, {time.monotonic() - debut:.0f} s"
    record_property(CLE, (faute.nom, faute.test, dit))
    assert rouge, "nobody sees this fault"


@pytest.mark.parametrize("faute", FAUTES, ids=lambda faute: faute.nom)
def test_every_fault_can_still_be_planted(faute: Faute, tmp_path: Path):
    for changement in faute.changements:
        copie = tmp_path / changement.fichier
        copie.parent.mkdir(parents=True, exist_ok=True)
        if not copie.exists():
            copie.write_bytes((RACINE / changement.fichier).read_bytes())
        changement.appliquer(tmp_path)
    fichier, _, nom = faute.test.partition("::")
    assert nom in (RACINE / fichier).read_text(encoding="utf-8")


def test_a_fault_whose_text_is_gone_is_refused(tmp_path: Path):
    (tmp_path / "module.py").write_text("un, un, deux")
    for ancien in ("un", "trois"):
        with pytest.raises(ValueError, match="not once"):
            Changement("module.py", ancien, "").appliquer(tmp_path)


@pytest.mark.complet
def test_what_is_not_a_failure_is_not_taken_for_one(saine: Copie):
    for test in ("tests/test_client.py::test_nowhere", "tests/js/terrain/file.test.js::nowhere"):
        with pytest.raises(RuntimeError, match="neither yes nor no"):
            saine.passe(test)
