"""What each reader sees of a count and of a share."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.statistiques.effectifs import Lecture, lire, lire_part, repartir

MOINS_DE_11 = "<\u202f11"
MOINS_DE_5 = "<\u202f5"


@pytest.mark.parametrize("nombre", range(11))
def test_pilotage_sees_nought_to_ten_alike(nombre: int) -> None:
    assert lire(nombre, Lecture.PILOTAGE) == lire(0, Lecture.PILOTAGE)
    assert lire(nombre, Lecture.PILOTAGE).texte == MOINS_DE_11
    assert lire(nombre, Lecture.PILOTAGE).nombre is None


def test_pilotage_sees_eleven() -> None:
    assert lire(11, Lecture.PILOTAGE).nombre == 11


@pytest.mark.parametrize("nombre", [1, 2, 3, 4])
def test_a_print_hides_one_to_four(nombre: int) -> None:
    assert lire(nombre, Lecture.IMPRESSION).texte == MOINS_DE_5
    assert lire(nombre, Lecture.IMPRESSION).masque


@pytest.mark.parametrize("nombre", [0, 5])
def test_a_print_shows_nought_and_five(nombre: int) -> None:
    assert lire(nombre, Lecture.IMPRESSION).texte == str(nombre)


def test_thousands_are_set_apart() -> None:
    assert lire(1_234_567, Lecture.EXACTE).texte == "1\u202f234\u202f567"


@pytest.mark.parametrize("lecture", [Lecture.PILOTAGE, Lecture.IMPRESSION])
@given(numerateur=st.integers(0, 60), reste=st.integers(0, 60))
def test_a_share_is_hidden_when_one_of_its_counts_is(
    lecture: Lecture, numerateur: int, reste: int
) -> None:
    denominateur = numerateur + reste
    cache = lire(numerateur, lecture).masque or lire(denominateur, lecture).masque

    part = lire_part(numerateur, denominateur, lecture)

    assert part.masque is cache
    assert (part.texte == "masqué") is cache
    assert not (cache and part.points is not None)


@pytest.mark.parametrize(
    ("numerateur", "denominateur", "texte"),
    [
        (0, 10, "0\u202f%"),
        (1, 8, "13\u202f%"),
        (10, 10, "100\u202f%"),
        (1, 1000, "<\u202f1\u202f%"),
        (999, 1000, ">\u202f99\u202f%"),
        (0, 0, "–"),
    ],
)
def test_a_share_reads_in_whole_points(numerateur: int, denominateur: int, texte: str) -> None:
    assert lire_part(numerateur, denominateur, Lecture.EXACTE).texte == texte


# --- Shares of a whole ----------------------------------------------------------

nombres = st.lists(st.integers(0, 5000), min_size=1, max_size=30)


@given(nombres=nombres)
def test_shares_of_a_whole_add_up_to_100_and_stay_within_a_point(nombres: list[int]) -> None:
    parts = repartir(nombres, Lecture.EXACTE)
    total = sum(nombres)

    if not total:
        assert {part.texte for part in parts} == {"–"}
        return
    assert sum(part.points or 0 for part in parts) == 100
    for nombre, part in zip(nombres, parts, strict=True):
        assert abs((part.points or 0) - 100 * nombre / total) < 1
        assert (part.texte == "0\u202f%") is (nombre == 0)
        assert (part.texte == "100\u202f%") is (nombre == total)


@given(nombres=nombres)
def test_a_larger_count_never_has_a_smaller_share(nombres: list[int]) -> None:
    tries = sorted(nombres)
    points = [part.points or 0 for part in repartir(tries, Lecture.EXACTE)]
    # Equal counts may differ by one point, the first of them being served.
    for (avant, n), (apres, m) in pairwise(zip(points, tries, strict=True)):
        assert avant <= apres or (n == m and avant == apres + 1)


@pytest.mark.parametrize("lecture", [Lecture.PILOTAGE, Lecture.IMPRESSION])
@given(nombres=nombres)
def test_a_share_of_a_whole_is_hidden_with_its_count_and_the_others_do_not_move(
    lecture: Lecture, nombres: list[int]
) -> None:
    exactes = repartir(nombres, Lecture.EXACTE)
    for nombre, part, exacte in zip(nombres, repartir(nombres, lecture), exactes, strict=True):
        if lecture.masque(nombre) or lecture.masque(sum(nombres)):
            assert part.texte == "masqué"
            assert part.points is None
        else:
            assert part == exacte
