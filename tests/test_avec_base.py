"""What a second database does not run again never speaks to it."""

from types import ModuleType

import pytest

from tests.avec_base import parle_a_la_base, tient_une_porte

MODULE = """
import pytest

@pytest.fixture
def a_soi(db): return 1

def test_pur(): pass
def test_reglages(settings, tmp_path): pass
def test_demande(a_soi): pass
def test_direct(db): pass
def test_cache(request): request.getfixturevalue("db")
@pytest.mark.django_db
def test_marque(): pass
@pytest.mark.django_db(transaction=True)
def test_validee(): pass
def test_en_transaction(transactional_db): pass
def test_servi(live_server): pass
@pytest.mark.une_base
def test_imprime(db): pass
"""
PURS = {"test_pur", "test_reglages", "test_imprime"}
TOUS = {ligne.split("(")[0][4:] for ligne in MODULE.splitlines() if ligne.startswith("def test_")}


def test_a_test_that_asks_for_the_database_in_any_way_is_kept(pytester: pytest.Pytester):
    items = pytester.getitems(MODULE)
    assert {item.name for item in items if parle_a_la_base(item)} == TOUS - PURS


@pytest.mark.parametrize(
    ("imports", "porte"),
    [
        ("from django.db import connection", True),
        ("from django.db import connections as bases", True),
        ("import subprocess", True),
        ("from subprocess import run", True),
        ("from tests.fautes.essai import Copie", True),
        ("from tests.gabarits import surveillance", False),
    ],
)
def test_a_module_with_a_door_to_a_database_is_known(imports: str, porte: bool):
    module = ModuleType("test_essai")
    exec(imports, vars(module))
    assert tient_une_porte(module) is porte


@pytest.mark.deux_bases
def test_these_are_not_run_on_a_second_database(request: pytest.FixtureRequest):
    if not request.config.getoption("--avec-base"):
        pytest.skip("nothing is left out of this run")
    assert [item.nodeid for item in request.session.items if not parle_a_la_base(item)] == []
