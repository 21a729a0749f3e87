"""`--tirer`: an ordinary run plays a part of what is long, and each of the others on one of the
two databases. `bin/test --complet` plays all of them on both.

Drawn by the seed of the run (`--randomly-seed`, one for all the steps of `bin/test`): others
another time, and the same with the same. Tests that are named are all played.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import hypothesis
import pytest

from tests.avec_base import parle_a_la_base

TOURNEES = 5
LAISSES, AILLEURS = pytest.StashKey[int](), pytest.StashKey[int]()
DITS = {
    LAISSES: "Non tirés cette fois, joués par --complet",
    AILLEURS: "Tirés pour l’autre base, joués sur les deux par --complet",
}


def exemples(nombre: int, **reglages: Any) -> Callable[..., Any]:
    """How many examples `--complet` draws of a property that costs more than others; an ordinary
    run draws of it the same part as of all (tests/environnement.py)."""
    entier = hypothesis.settings.get_profile("ci").max_examples
    courant = hypothesis.settings().max_examples
    return hypothesis.settings(max_examples=max(5, nombre * courant // entier), **reglages)


def urnes(item: pytest.Item) -> Iterator[tuple[str, int]]:
    """The urns a test is drawn from, and how many each gives: the cases of a test marked
    `quelques(n)`, the tests of a module marked `quelques_tests(n)`, the walks over many pages
    (`tournee`). From none when it is marked `toujours`."""
    if item.get_closest_marker("toujours"):
        return
    if dite := item.get_closest_marker("quelques"):
        yield item.nodeid.partition("[")[0], dite.args[0]
    if dite := item.get_closest_marker("quelques_tests"):
        yield item.nodeid.partition("::")[0], dite.args[0]
    if item.get_closest_marker("tournee"):
        yield "tournees", TOURNEES


def trop_longs(items: list[pytest.Item]) -> set[pytest.Item]:
    """Those that an urn does not give; what one has left takes no place in the next."""
    tires, laisses = Counter[str](), set()
    for item in items:
        for urne, combien in urnes(item):
            if item not in laisses:
                tires[urne] += 1
                if tires[urne] > combien:
                    laisses.add(item)
    return laisses


def pour_l_autre(items: list[pytest.Item], graine: int, seconde: bool) -> set[pytest.Item]:
    """Those drawn for the other database; one marked `deux_bases` is for both, and so is one that
    says by `skipif` which it is for: drawn for the other, nobody would play it."""
    return {
        item
        for item in items
        if not item.get_closest_marker("deux_bases")
        and not item.get_closest_marker("skipif")
        and parle_a_la_base(item)
        and Random(f"{graine} {item.nodeid.partition('[')[0]}").choice([False, True]) != seconde
    }


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--tirer", action="store_true", help="play a part of what is long, drawn")


# Once shuffled, and once those not asked for are out.
@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--tirer"):
        return
    laisses = trop_longs(items)
    # A browser costs as much on each: its tests are played on SQLite.
    restent = [
        item for item in items if item not in laisses and not item.get_closest_marker("navigateur")
    ]
    graine, seconde = config.getoption("randomly_seed", 0), config.getoption("--avec-base")
    ailleurs = pour_l_autre(restent, graine, seconde)
    config.hook.pytest_deselected(items=[*laisses, *ailleurs])
    config.stash[LAISSES], config.stash[AILLEURS] = len(laisses), len(ailleurs)
    items[:] = [item for item in items if item not in laisses | ailleurs]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker tells the one that prints."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["au_sort"] = [session.config.stash.get(un, 0) for un in DITS]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    for un, nombre in zip(DITS, getattr(node, "workeroutput", {}).get("au_sort", ()), strict=False):
        node.config.stash[un] = nombre


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    for un, dit in DITS.items():
        if nombre := config.stash.get(un, 0):
            terminalreporter.line(f"{dit}\u202f: {nombre} tests.")
