"""An ordinary run draws of what is long and of the two databases; nothing is lost by it."""

import random
from collections.abc import Iterable
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from tests import au_sort
from tests.au_sort import AILLEURS, AU_MOINS, LAISSES, pytest_collection_modifyitems


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


@pytest.fixture(autouse=True)
def _connues(monkeypatch: pytest.MonkeyPatch) -> None:
    durees = {"long.py": 2.0, "interminable.py": 99.0, "court.py": 0.4}
    monkeypatch.setattr(au_sort, "durees", lambda: durees)


def jouer(
    items: Iterable[Item], graine: int = 0, *, seconde: bool = False, secondes: float = 0.5
) -> tuple[list[str], int, int]:
    """The tests played, how many are left, and how many are said to be for the other database."""
    joues: list[Any] = list(items)
    random.Random(graine).shuffle(joues)
    options = {"--tirer": secondes, "--avec-base": seconde, "randomly_seed": graine}
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


def quatre_cents(module: str, **marques: Any) -> list[Item]:
    return [Item(f"{module}::test_{un}", **marques) for un in range(400)]


def test_one_that_takes_four_times_as_long_is_played_one_time_in_four():
    for graine in range(5):
        joues, laisses, _ = jouer(quatre_cents("long.py"), graine)
        assert 99 <= len(joues) <= 101
        assert len(joues) + laisses == 400


def test_however_long_it_is_played_one_time_in_twenty():
    assert {len(jouer(quatre_cents("interminable.py"), graine)[0]) for graine in range(9)} == {20}


def test_a_run_lasts_as_long_as_another():
    """Of each length as many each time, and never the same."""
    rares = [Item(f"interminable.py::test_{un}") for un in range(5)]
    melees = [*quatre_cents("court.py"), *quatre_cents("long.py"), *rares]
    joues = [jouer(melees, graine)[0] for graine in range(60)]
    assert {sum(nom.startswith("long") for nom in un) for un in joues} <= {99, 100, 101}
    longs = [sum(nom.startswith("interminable") for nom in un) for un in joues]
    assert set(longs) == {0, 1}
    assert abs(sum(longs) / 60 - 5 * AU_MOINS) < 0.15


def test_one_that_takes_less_is_always_played_and_so_is_a_new_one():
    for module in ("court.py", "nouveau.py"):
        assert jouer(quatre_cents(module)) == (
            sorted(un.nodeid for un in quatre_cents(module)),
            0,
            0,
        )


def test_what_is_always_played_is_left_out_by_no_draw():
    assert len(jouer(quatre_cents("interminable.py", toujours=None))[0]) == 400


def test_another_seed_plays_others_and_the_same_plays_them_again():
    assert len({tuple(jouer(quatre_cents("long.py"), graine)[0]) for graine in range(9)}) == 9
    assert jouer(quatre_cents("long.py"), 3) == jouer(quatre_cents("long.py"), 3)


def test_all_are_played_in_a_few_runs():
    joues = {nom for graine in range(40) for nom in jouer(quatre_cents("long.py"), graine)[0]}
    assert len(joues) == 400


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


def test_one_that_is_long_is_as_often_for_each():
    """How often it is played says nothing of where."""
    ici = sum(len(jouer(quatre_cents("long.py", lit=True), graine)[0]) for graine in range(20))
    la = sum(
        len(jouer(quatre_cents("long.py", lit=True), graine, seconde=True)[0])
        for graine in range(20)
    )
    assert 0.9 < ici / la < 1.1


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
    items = [*quatre_cents("interminable.py"), Item("m.py::lit", lit=True)]
    assert jouer(items, secondes=0) == (sorted(un.nodeid for un in items), 0, 0)
