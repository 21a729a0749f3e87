"""`--avec-base`: only the tests that may speak to the database, for a run on a second one.

Told from each test itself, never from a list: pytest-django refuses the database to a test
whose fixtures and marks do not ask for it, so such a test says the same on every database.
"""

import subprocess
import sys
from types import ModuleType
from typing import Any

import pytest
from django.db import connection, connections

DEMANDENT = {"db", "transactional_db", "live_server", "django_db_setup"}
# `request.getfixturevalue` asks for what is not written anywhere.
PEUVENT = {"request", "django_db_blocker"}
# A module that holds one of these, or something of a module of tests that does, may reach a
# database on its own: in another process, or by what it asks of the connection.
PORTES = (connection, connections, subprocess, subprocess.run, subprocess.Popen)
ECARTES = pytest.StashKey[int]()


def parle_a_la_base(item: pytest.Item) -> bool:
    """Whether this test asks for the database, or might without saying so.

    One marked `une_base` proves nothing of a database, though it reads one or looks as if it
    might: how a page is printed, what Node says of a file.
    """
    if item.get_closest_marker("une_base") and not item.config.getoption("--complet", False):
        return False
    if item.get_closest_marker("django_db"):
        return True
    arguments = getattr(getattr(item, "_fixtureinfo", None), "argnames", PEUVENT)
    if PEUVENT & set(arguments) or DEMANDENT & set(getattr(item, "fixturenames", DEMANDENT)):
        return True
    return tient_une_porte(getattr(item, "module", None))


def tient_une_porte(module: ModuleType | None) -> bool:
    if module is None:
        return True
    tenus = list(vars(module).values())
    voisins = {getattr(un, "__module__", None) or "" for un in tenus}
    for nom in voisins:
        if nom.startswith("tests.") and nom in sys.modules:
            tenus += vars(sys.modules[nom]).values()
    return any(un is porte for un in tenus for porte in PORTES)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--avec-base", action="store_true", help="run only what may speak to the database"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--avec-base"):
        return
    ecartes = [item for item in items if not parle_a_la_base(item)]
    config.hook.pytest_deselected(items=ecartes)
    config.stash[ECARTES] = len(ecartes)
    retires = set(ecartes)
    items[:] = [item for item in items if item not in retires]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker tells the one that prints."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["ecartes"] = session.config.stash.get(ECARTES, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    node.config.stash[ECARTES] = getattr(node, "workeroutput", {}).get("ecartes", 0)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if config.getoption("--avec-base"):
        ecartes = config.stash.get(ECARTES, 0)
        terminalreporter.line(f"Sans base, joués sur SQLite seulement\u202f: {ecartes} tests.")
