"""Counts beside their total: what subtraction would give back is hidden too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.statistiques.effectifs import PART_MASQUEE, Effectif, Lecture, lire, lire_parties

MASQUE = Effectif(None, PART_MASQUEE)
nombres = st.lists(st.integers(0, 60), min_size=1, max_size=12)


@pytest.mark.parametrize("lecture", [Lecture.PILOTAGE, Lecture.IMPRESSION])
@given(nombres=nombres)
def test_no_subtraction_gives_back_a_hidden_count(lecture: Lecture, nombres: list[int]) -> None:
    """Beside a total that is shown, two at least are hidden, or none."""
    lus = lire_parties(nombres, lecture)
    for nombre, lu in zip(nombres, lus, strict=True):
        assert lu.masque if lecture.masque(nombre) else lu in (lire(nombre, lecture), MASQUE)
    caches = sum(lu.masque for lu in lus)
    autres = sum(nombre > 0 for nombre in nombres) - (caches == 1)
    assert caches != 1 or autres == 0 or lecture.masque(sum(nombres))


def test_the_smallest_is_hidden_with_it_unless_it_is_told_elsewhere() -> None:
    assert [str(un) for un in lire_parties([30, 3, 13], Lecture.PILOTAGE)] == [
        "30",
        "masqué",
        "masqué",
    ]
    assert [str(un) for un in lire_parties([30, 3, 13], Lecture.PILOTAGE, [2])] == [
        "masqué",
        "masqué",
        "13",
    ]
    assert [str(un) for un in lire_parties([3, 13], Lecture.PILOTAGE, [1])] == [
        "masqué",
        "masqué",
    ]
    assert [str(un) for un in lire_parties([30, 3, 0], Lecture.EXACTE)] == ["30", "3", "0"]
