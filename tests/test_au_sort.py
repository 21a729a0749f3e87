"""An ordinary run draws of what is long and of the two databases; nothing is lost by it."""

import random
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

import pytest

from tests import au_sort
from tests.au_sort import AILLEURS, AU_MOINS, BASES, LAISSES, pytest_collection_modifyitems

SQLITE, POSTGRESQL = BASES
PART = BASES[SQLITE] / sum(BASES.values())


class Item:
    """What is asked of a test before it is played."""

    def __init__(self, nodeid: str, *marques: str) -> None:
        self.nodeid, self.marques = nodeid, marques

    def get_closest_marker(self, nom: str) -> str | None:
        return nom if nom in self.marques else None


@pytest.fixture
def jouer(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The tests played, how many are left, and how many are said to be for the other database."""
    durees = {"long.py": 2.0, "interminable.py": 99.0, "court.py": 0.4}
    monkeypatch.setattr(au_sort, "durees", lambda: durees)

    def tirer(
        items: Iterable[Item], graine: int = 0, *, base: str = SQLITE, secondes: float = 0.5
    ) -> tuple[list[str], int, int]:
        joues: list[Any] = list(items)
        random.Random(graine).shuffle(joues)
        options = {"--tirer": secondes, "randomly_seed": graine}
        config: Any = SimpleNamespace(
            getoption=lambda nom, *_: options[nom],
            hook=SimpleNamespace(pytest_deselected=lambda items: None),
            stash=pytest.Stash(),
        )
        with monkeypatch.context() as la:
            la.setattr(au_sort, "connection", SimpleNamespace(vendor=base))
            pytest_collection_modifyitems(config, joues)
        return (
            sorted(item.nodeid for item in joues),
            config.stash.get(LAISSES, 0),
            config.stash.get(AILLEURS, 0),
        )

    return tirer


def quatre_cents(module: str, *marques: str) -> list[Item]:
    return [Item(f"{module}::test_{un}", *marques) for un in range(400)]


def sur_les_deux(module: str, *marques: str) -> list[Item]:
    return quatre_cents(module, "deux_bases", *marques)


def noms(items: Iterable[Item]) -> list[str]:
    return sorted(un.nodeid for un in items)


def test_one_that_takes_four_times_as_long_is_played_one_time_in_four(jouer: Any):
    for graine in range(5):
        joues, laisses, _ = jouer(sur_les_deux("long.py"), graine)
        assert 99 <= len(joues) <= 101
        assert len(joues) + laisses == 400


def test_however_long_it_is_played_one_time_in_twenty(jouer: Any):
    joues = [jouer(sur_les_deux("interminable.py"), graine)[0] for graine in range(9)]
    assert {len(un) for un in joues} == {400 * AU_MOINS}


def test_a_run_lasts_as_long_as_another(jouer: Any):
    """Of each length as many each time, and never the same."""
    rares = [Item(f"interminable.py::test_{un}", "deux_bases") for un in range(5)]
    melees = [*sur_les_deux("court.py"), *sur_les_deux("long.py"), *rares]
    joues = [jouer(melees, graine)[0] for graine in range(60)]
    assert {sum(nom.startswith("long") for nom in un) for un in joues} <= {99, 100, 101}
    longs = [sum(nom.startswith("interminable") for nom in un) for un in joues]
    assert set(longs) == {0, 1}
    assert abs(sum(longs) / 60 - 5 * AU_MOINS) < 0.15


def test_one_that_takes_less_is_always_played_and_so_is_a_new_one(jouer: Any):
    for module in ("court.py", "nouveau.py"):
        items = sur_les_deux(module)
        assert jouer(items) == (noms(items), 0, 0)


def test_what_is_always_played_is_left_out_by_no_draw(jouer: Any):
    assert len(jouer(sur_les_deux("interminable.py", "toujours"))[0]) == 400


def test_another_seed_plays_others_and_the_same_plays_them_again(jouer: Any):
    items = sur_les_deux("long.py")
    assert len({tuple(jouer(items, graine)[0]) for graine in range(9)}) == 9
    assert jouer(items, 3) == jouer(items, 3)


def test_all_are_played_in_a_few_runs_on_each_database(jouer: Any):
    for base in BASES:
        items = quatre_cents("long.py")
        joues = {nom for graine in range(150) for nom in jouer(items, graine, base=base)[0]}
        assert len(joues) == 400


def test_each_is_played_on_one_of_the_two_databases(jouer: Any):
    items = quatre_cents("court.py")
    for graine in range(9):
        ici, _, ailleurs = jouer(items, graine)
        la, _, _ = jouer(items, graine, base=POSTGRESQL)
        assert sorted(ici + la) == noms(items)
        assert ailleurs == len(la)
        assert abs(len(ici) / 400 - PART) < 0.1
    assert len({tuple(jouer(items, graine)[0]) for graine in range(9)}) == 9


def test_how_often_one_is_played_says_nothing_of_where(jouer: Any):
    items = quatre_cents("long.py")
    ici, la = (
        sum(len(jouer(items, graine, base=base)[0]) for graine in range(20)) for base in BASES
    )
    assert abs(ici / (ici + la) - PART) < 0.05


def test_the_cases_of_a_test_stay_together(jouer: Any):
    cas = [Item(f"m.py::lit[{un}]") for un in range(20)]
    assert {len(jouer(cas, graine)[0]) for graine in range(20)} == {0, 20}


@pytest.mark.parametrize("marque", ["deux_bases", "skipif"])
def test_what_is_for_both_databases_is_played_on_both(jouer: Any, marque: str):
    items = [Item("m.py::deux", marque)]
    for base in BASES:
        assert all(jouer(items, graine, base=base)[0] for graine in range(9))


def test_a_browser_is_driven_on_the_first(jouer: Any):
    items = [Item("m.py::page", "navigateur")]
    assert all(jouer(items, graine)[0] for graine in range(9))


def test_nothing_is_left_when_nothing_is_drawn(jouer: Any):
    items = [*quatre_cents("interminable.py"), Item("m.py::lit")]
    assert jouer(items, secondes=0) == (noms(items), 0, 0)
