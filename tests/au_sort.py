"""`--tirer SECONDES`: an ordinary run draws its tests, by what they take.

One that takes so many seconds or less is always played; twice as long, half as often, though never
less than one time in twenty; and those of a module on one of the two databases. The seed of the run
(`--randomly-seed`, one for all the steps of `bin/test`) draws them: others another time, the same
with the same. `bin/test` draws neither the tests it is given by name, nor any with `--complet`.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from random import Random
from typing import Any

import hypothesis
import pytest
from django.db import connection

from tests.chronometre import durees

AU_MOINS = 0.05
# By the time that each may take: a minute, and a minute and forty seconds, the walls included.
BASES = {"sqlite": 2, "postgresql": 3}
SUR_LES_DEUX = "navigateur", "deux_bases", "skipif"
LAISSES, AILLEURS = pytest.StashKey[int](), pytest.StashKey[int]()
DITS = {
    LAISSES: "Tests non tirés cette fois, joués par --complet",
    AILLEURS: "Modules tirés pour l’autre base seule, joués sur les deux par --complet",
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
        return mesurees.get(_module(item.nodeid), 0)

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


def base_de(module: str, graine: int) -> str:
    """Where those of a module are played (the vendor of a database)."""
    return Random(f"{graine} base {module}").choices([*BASES], [*BASES.values()])[0]


def ici(item: pytest.Item, graine: int) -> bool:
    """Whether it is for this database. One marked `deux_bases` is for both, and so is one that says
    by `skipif` which it is for: drawn for the other, nobody would play it. A browser costs as much
    on each. What is always played, and on one, is so where there is most time for it."""
    if any(item.get_closest_marker(une) for une in SUR_LES_DEUX):
        return True
    if item.get_closest_marker("toujours"):
        return connection.vendor == max(BASES, key=BASES.__getitem__)
    return base_de(_module(item.nodeid), graine) == connection.vendor


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--tirer", type=float, default=0, metavar="SECONDES", help="play a longer test less often"
    )


# Once those told to be ignored are.
@pytest.hookimpl(trylast=True)
def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave a module wholly for the other database out before it is read: that is half of what it
    takes to begin. One that writes the name of a mark, or is in a folder of that name, is read."""
    if not config.getoption("--tirer") or not collection_path.match("test_*.py"):
        return None
    module = collection_path.relative_to(config.rootpath).as_posix()
    # Its neighbours are looked at too.
    if not any(module.startswith(demande) for demande in config.args):
        return None
    if base_de(module, _graine(config)) == connection.vendor:
        return None
    dit = f"{module} {collection_path.read_text('utf-8')}"
    if any(marque in dit for marque in (*SUR_LES_DEUX, "toujours")):
        return None
    config.stash[AILLEURS] = config.stash.get(AILLEURS, 0) + 1
    return True


# Once shuffled, and once those not asked for are out.
@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    secondes = config.getoption("--tirer")
    if not secondes:
        return
    graine = _graine(config)
    d_ici = [item for item in items if ici(item, graine)]
    gardes = tires(d_ici, graine, secondes, durees())
    config.hook.pytest_deselected(items=[item for item in items if item not in gardes])
    config.stash[LAISSES] = len(d_ici) - len(gardes)
    items[:] = [item for item in d_ici if item in gardes]


def _graine(config: pytest.Config) -> int:
    graine: int = config.getoption("randomly_seed", 0)
    return graine


def _module(nodeid: str) -> str:
    return nodeid.partition("::")[0]


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
            terminalreporter.line(f"{dit}\u202f: {nombre}.")
