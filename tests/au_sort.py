"""`--tirer SECONDES`: an ordinary run draws its tests, by what they take.

One that takes so many seconds or less is always played; twice as long, half as often, though never
less than one time in twenty; and each on one of the two databases. Drawn by the seed of the run
(`--randomly-seed`, the same for all the steps of `bin/test`): others another time, and the same
with the same. `bin/test` draws neither the tests it is given by name, nor any with `--complet`.
"""

from collections.abc import Callable, Iterable, Mapping
from random import Random
from typing import Any

import hypothesis
import pytest
from django.db import connection

from tests.chronometre import durees

AU_MOINS = 0.05
# By the time that each may take: one minute, and a minute and a half.
BASES = {"sqlite": 2, "postgresql": 3}
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


def tires(
    items: Iterable[pytest.Item], graine: int, secondes: float, mesurees: Mapping[str, float]
) -> set[pytest.Item]:
    """Those that the draw keeps, each by its chances, which are what a test of its module takes.

    Systematic sampling (Madow, 1949): laid end to end, from a point drawn once, those whose chances
    pass a whole number. As many each time, of each length, so that a run lasts as long as another.
    """

    def duree(item: pytest.Item) -> float:
        return mesurees.get(item.nodeid.partition("::")[0], 0)

    def chances(item: pytest.Item) -> float:
        if item.get_closest_marker("toujours") or duree(item) <= secondes:
            return 1
        return max(secondes / duree(item), AU_MOINS)

    def place(item: pytest.Item) -> tuple[float, float]:
        return duree(item), Random(f"{graine} place {item.nodeid}").random()

    gardes, cumul = set(), Random(f"{graine} départ").random()
    for item in sorted(items, key=place):
        avant, cumul = cumul, cumul + chances(item)
        if int(cumul) > int(avant):
            gardes.add(item)
    return gardes


def pour_l_autre(items: Iterable[pytest.Item], graine: int, base: str) -> set[pytest.Item]:
    """Those drawn for the other database than `base` (its vendor), a browser aside: it costs as
    much on each. One marked `deux_bases` is for both, and so is one that says by `skipif` which it
    is for: drawn for the other, nobody would play it."""

    def tiree(item: pytest.Item) -> str:
        hasard = Random(f"{graine} base {item.nodeid.partition('[')[0]}")
        return hasard.choices([*BASES], [*BASES.values()])[0]

    return {
        item
        for item in items
        if not any(item.get_closest_marker(un) for un in ("navigateur", "deux_bases", "skipif"))
        and tiree(item) != base
    }


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--tirer", type=float, default=0, metavar="SECONDES", help="play a longer test less often"
    )


# Once shuffled, and once those not asked for are out.
@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    secondes = config.getoption("--tirer")
    if not secondes:
        return
    graine = config.getoption("randomly_seed", 0)
    ailleurs = pour_l_autre(items, graine, connection.vendor)
    ici = [item for item in items if item not in ailleurs]
    gardes = tires(ici, graine, secondes, durees())
    config.hook.pytest_deselected(items=[item for item in items if item not in gardes])
    config.stash[LAISSES], config.stash[AILLEURS] = len(ici) - len(gardes), len(ailleurs)
    items[:] = [item for item in ici if item in gardes]


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
