"""An ordinary run draws of what is long and of the two databases; nothing is lost by it."""

import random
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests import au_sort
from tests.au_sort import (
    AILLEURS,
    AU_MOINS,
    BASES,
    LAISSES,
    pytest_collection_modifyitems,
    pytest_ignore_collect,
)

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
    """The tests played, and how many are left."""
    durees = {"long.py": 2.0, "interminable.py": 99.0, "court.py": 0.4}
    monkeypatch.setattr(au_sort, "durees", lambda: durees)

    def tirer(
        items: Iterable[Item], graine: int = 0, *, base: str = SQLITE, secondes: float = 0.5
    ) -> tuple[list[str], int]:
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
        return noms(joues), config.stash.get(LAISSES, 0)

    return tirer


def quatre_cents(module: str, *marques: str) -> list[Item]:
    return [Item(f"{module}::test_{un}", *marques) for un in range(400)]


def sur_les_deux(module: str, *marques: str) -> list[Item]:
    return quatre_cents(module, "deux_bases", *marques)


def noms(items: Iterable[Item]) -> list[str]:
    return sorted(un.nodeid for un in items)


def test_one_that_takes_four_times_as_long_is_played_one_time_in_four(jouer: Any):
    for graine in range(5):
        joues, laisses = jouer(sur_les_deux("long.py"), graine)
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
        assert jouer(items) == (noms(items), 0)


def test_what_is_always_played_is_left_out_by_no_draw(jouer: Any):
    assert len(jouer(sur_les_deux("interminable.py", "toujours"))[0]) == 400


def test_another_seed_plays_others_and_the_same_plays_them_again(jouer: Any):
    items = sur_les_deux("long.py")
    assert len({tuple(jouer(items, graine)[0]) for graine in range(9)}) == 9
    assert jouer(items, 3) == jouer(items, 3)


def test_all_are_played_in_a_few_runs_on_each_database(jouer: Any):
    for base in BASES:
        items = [Item(f"{module}.py::test") for module in range(40)]
        joues = {nom for graine in range(30) for nom in jouer(items, graine, base=base)[0]}
        assert len(joues) == 40


def test_those_of_a_module_are_played_on_one_of_the_two_databases(jouer: Any):
    items = [Item(f"{module}.py::test_{un}") for module in range(400) for un in range(2)]
    for graine in range(9):
        ici, la = (jouer(items, graine, base=base)[0] for base in BASES)
        assert sorted(ici + la) == noms(items)
        assert not {nom.split("::")[0] for nom in ici} & {nom.split("::")[0] for nom in la}
        assert abs(len(ici) / len(items) - PART) < 0.1
    assert len({tuple(jouer(items, graine)[0]) for graine in range(9)}) == 9


def test_how_often_one_is_played_says_nothing_of_where(jouer: Any, monkeypatch: Any):
    modules = [f"{module}.py" for module in range(400)]
    monkeypatch.setattr(au_sort, "durees", lambda: dict.fromkeys(modules, 2.0))
    items = [Item(f"{module}::test") for module in modules]
    ici, la = (
        sum(len(jouer(items, graine, base=base)[0]) for graine in range(9)) for base in BASES
    )
    assert abs(ici / (ici + la) - PART) < 0.05


def test_what_is_always_played_is_where_there_is_most_time(jouer: Any):
    items = quatre_cents("murs.py", "toujours")
    for graine in range(9):
        assert jouer(items, graine, base=SQLITE)[0] == []
        assert jouer(items, graine, base=POSTGRESQL)[0] == noms(items)


@pytest.mark.parametrize("marque", ["deux_bases", "skipif"])
def test_what_is_for_both_databases_is_played_on_both(jouer: Any, marque: str):
    items = [Item("m.py::deux", marque)]
    for base in BASES:
        assert all(jouer(items, graine, base=base)[0] for graine in range(9))


def test_a_browser_is_driven_on_the_first(jouer: Any):
    items = [Item("m.py::page", "navigateur")]
    assert all(jouer(items, graine)[0] for graine in range(9))


@pytest.fixture
def lire(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Whether a module is read, on each database, and how many are said to be for the other."""

    def lire(
        dit: str,
        graine: int,
        module: str = "tests/test_un.py",
        *,
        secondes: float = 0.5,
        demande: str = "tests",
    ) -> list[bool]:
        (chemin := tmp_path / module).parent.mkdir(parents=True, exist_ok=True)
        chemin.write_text(dit)
        options = {"--tirer": secondes, "randomly_seed": graine}
        lus = []
        for base in BASES:
            config: Any = SimpleNamespace(
                args=[demande],
                getoption=lambda nom, *_: options[nom],
                rootpath=tmp_path,
                stash=pytest.Stash(),
            )
            monkeypatch.setattr(au_sort, "connection", SimpleNamespace(vendor=base))
            lus.append(not pytest_ignore_collect(chemin, config))
            assert config.stash.get(AILLEURS, 0) == 1 - lus[-1]
        return lus

    return lire


def test_a_module_wholly_for_the_other_database_is_not_even_read(jouer: Any, lire: Any):
    un = [Item("tests/test_un.py::test")]
    for graine in range(9):
        lus = lire("def test(): ...", graine)
        assert lus == [bool(jouer(un, graine, base=base)[0]) for base in BASES]
        assert sum(lus) == 1


@pytest.mark.parametrize(
    ("dit", "module"),
    [
        ("@pytest.mark.deux_bases", "tests/test_un.py"),
        ("pytestmark = [pytest.mark.skipif(connection.vendor == 'sqlite')]", "tests/test_un.py"),
        ("@pytest.mark.toujours", "tests/test_un.py"),
        ("", "tests/navigateur/test_un.py"),
        ("", "tests/conftest.py"),
    ],
)
def test_a_module_that_may_have_something_for_both_is_read(lire: Any, dit: str, module: str):
    assert all(lire(dit, graine, module) == [True, True] for graine in range(9))


def test_a_neighbour_of_what_is_asked_is_not_said_to_be_left(lire: Any):
    assert all(lire("", graine, demande="tests/navigateur") == [True, True] for graine in range(9))


def test_all_is_read_when_nothing_is_drawn(lire: Any):
    assert all(lire("", graine, secondes=0) == [True, True] for graine in range(9))


def test_nothing_is_left_when_nothing_is_drawn(jouer: Any):
    items = [*quatre_cents("interminable.py"), Item("m.py::lit")]
    assert jouer(items, secondes=0) == (noms(items), 0)
