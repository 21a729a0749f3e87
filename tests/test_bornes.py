"""A test that waits for ever fails by itself, by name, and the others are run."""

import pytest
from django.db import connection

from tests.environnement import LONGTEMPS

INFINI = """
import threading
import time

import pytest

def attendre_sans_fin():
    threading.Event().wait()

@pytest.mark.timeout(0.5)
def test_qui_n_en_finit_pas():
    threading.Thread(target=time.sleep, args=[2], name="celui d’à côté").start()
    attendre_sans_fin()

def test_suivant(): pass

@pytest.mark.complet
def test_long(): pass
"""


def test_it_is_told_with_the_stack_of_each_thread_and_the_next_is_run(pytester: pytest.Pytester):
    pytester.makeini("[pytest]\nmarkers = complet")
    pytester.makepyfile(INFINI)
    rendu = pytester.runpytest_subprocess("-p", "no:django", "-p", "no:randomly", timeout=60)
    rendu.assert_outcomes(passed=2, failed=1)
    rendu.stdout.fnmatch_lines_random(
        ["*Stack of celui d’à côté*", "*attendre_sans_fin*", "*FAILED*test_qui_n_en_finit_pas*"]
    )


def test_every_test_has_a_limit(request: pytest.FixtureRequest):
    assert 0 < float(request.config.getini("timeout")) <= 300
    for item in request.session.items:
        longue = item.get_closest_marker("complet") is not None
        propre = item.get_closest_marker("timeout")
        assert not propre or (propre.args == (LONGTEMPS,) and longue), item.nodeid


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite: `timeout`, in the settings")
@pytest.mark.parametrize("reglage", ["lock_timeout", "statement_timeout"])
def test_the_database_gives_up_before_the_test(request: pytest.FixtureRequest, reglage: str):
    with connection.cursor() as curseur:
        curseur.execute("SELECT setting::int FROM pg_settings WHERE name = %s", [reglage])
        [millisecondes] = curseur.fetchone()
    assert 0 < millisecondes < 1000 * float(request.config.getini("timeout"))
