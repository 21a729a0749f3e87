"""An ordinary run draws of what is long and of the two databases; nothing is lost by it."""

import random
from collections.abc import Iterable
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from tests.au_sort import AILLEURS, LAISSES, TOURNEES, pytest_collection_modifyitems


class Item:
    """What is asked of a test before it is played."""

    module = ModuleType("pur")

    def __init__(self, nodeid: str, lit: bool = False, **marques: Any) -> None:
        self.nodeid, self.marques = nodeid, marques
        self.fixturenames = ["db"] if lit else []
        self._fixtureinfo = SimpleNamespace(argnames=())
        self.config = SimpleNamespace(getoption=lambda *_: False)

    def get_closest_marker(self, nom: str) -> Any:
        return SimpleNamespace(args=(self.marques[nom],)) if nom in self.marques else None


def jouer(
    items: Iterable[Item], graine: int = 0, *, seconde: bool = False, tirer: bool = True
) -> tuple[list[str], int, int]:
    """The tests played, how many are left, and how many are said to be for the other database."""
    joues: list[Any] = list(items)
    random.Random(graine).shuffle(joues)
    options = {"--tirer": tirer, "--avec-base": seconde, "randomly_seed": graine}
    config: Any = SimpleNamespace(
        getoption=lambda nom, *_: options[nom],
        hook=SimpleNamespace(pytest_deselected=lambda items: None),
        stash=pytest.Stash(),
    )
    pytest_collection_modifyitems(config, joues)
    return (
        sorted(item.nodeid for item in joues),
        config.stash.get(LAISSES, 0),
        config.stash.get(AILLEURS, 0),
    )


def long() -> list[Item]:
    return [Item(f"m.py::long[{un}]", quelques=2) for un in range(9)]


def courts() -> list[Item]:
    return [Item(f"m.py::court[{un}]") for un in range(3)]


def test_a_few_cases_of_a_long_test_and_all_of_the_others():
    joues, laisses, _ = jouer(long() + courts())
    assert len([nom for nom in joues if "::long" in nom]) == 2
    assert [nom for nom in joues if "::court" in nom] == [un.nodeid for un in courts()]
    assert laisses == 7


def test_a_few_tests_of_a_long_module_none_of_them_counted_twice():
    items = long() + courts()
    for item in items:
        item.marques["quelques_tests"] = 4
    joues, laisses, _ = jouer(items)
    assert len(joues) == 4
    assert laisses == 8


def test_what_is_always_played_is_left_out_by_no_draw():
    items = [*long(), Item("m.py::parcours", toujours=None)]
    for item in items:
        item.marques["quelques_tests"] = 1
    assert all("m.py::parcours" in jouer(items, graine)[0] for graine in range(9))


def test_a_few_walks_over_many_pages_wherever_they_are():
    items = [Item(f"{un}.py::partout", tournee=None) for un in range(TOURNEES + 4)]
    joues, laisses, _ = jouer(items)
    assert len(joues) == TOURNEES
    assert laisses == 4


def test_another_seed_plays_others_and_the_same_plays_them_again():
    assert len({tuple(jouer(long(), graine)[0]) for graine in range(9)}) > 1
    assert jouer(long(), 3) == jouer(long(), 3)


def test_what_reads_the_database_is_played_on_one_of_the_two_each_time():
    lisent = [Item(f"m.py::lit_{un}", lit=True) for un in range(40)]
    for graine in range(9):
        ici, _, ailleurs = jouer(lisent, graine)
        la, _, _ = jouer(lisent, graine, seconde=True)
        assert sorted(ici + la) == sorted(un.nodeid for un in lisent)
        assert ici
        assert la
        assert ailleurs == len(la)
    assert len({tuple(jouer(lisent, graine)[0]) for graine in range(9)}) == 9


def test_the_cases_of_a_test_stay_together():
    cas = [Item(f"m.py::lit[{un}]", lit=True) for un in range(20)]
    assert {len(jouer(cas, graine)[0]) for graine in range(20)} == {0, 20}


def test_what_is_for_both_databases_is_played_on_both():
    for marque in ("deux_bases", "skipif"):
        items = [Item("m.py::deux", lit=True, **{marque: None})]
        for seconde in (False, True):
            assert all(jouer(items, graine, seconde=seconde)[0] for graine in range(9))


def test_a_browser_is_driven_on_the_first():
    items = [Item("m.py::page", lit=True, navigateur=None)]
    assert all(jouer(items, graine)[0] for graine in range(9))


def test_nothing_is_left_when_nothing_is_drawn():
    items = [*long(), *courts(), Item("m.py::lit", lit=True)]
    assert jouer(items, tirer=False) == (sorted(un.nodeid for un in items), 0, 0)
