"""Trimestres and periods: their days, their words, their order."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.periodes import Periode, Trimestre

JOURS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@given(JOURS)
def test_a_day_is_in_its_trimestre_and_in_no_other(jour: date) -> None:
    trimestre = Trimestre.du_jour(jour)

    assert trimestre.du <= jour <= trimestre.au
    assert trimestre.suivant().du == trimestre.au + timedelta(days=1)
    assert trimestre.suivant().precedent() == trimestre


@given(JOURS)
def test_a_trimestre_is_read_as_it_is_written(jour: date) -> None:
    trimestre = Trimestre.du_jour(jour)

    assert Trimestre.lire(str(trimestre)) == trimestre


@pytest.mark.parametrize("texte", ["", "2026", "2026-T5", "2026-T0", "26-T1", "2026-t1", "0000-T1"])
def test_what_is_not_a_trimestre_is_refused(texte: str) -> None:
    with pytest.raises(ValueError, match="trimestre"):
        Trimestre.lire(texte)


def test_a_trimestre_says_its_name() -> None:
    assert str(Trimestre(2026, 3)) == "2026-T3"
    assert Trimestre(2026, 3).libelle == "3e\u00a0trimestre 2026"
    assert Trimestre(2026, 1).libelle == "1er\u00a0trimestre 2026"


def test_trimestres_go_back_over_the_new_year() -> None:
    assert Trimestre(2026, 1).precedent() == Trimestre(2025, 4)
    assert Trimestre(2026, 1).precedent(5) == Trimestre(2024, 4)


def test_a_period_lists_the_trimestres_it_touches() -> None:
    periode = Periode(date(2025, 11, 30), date(2026, 4, 1))

    assert [str(un) for un in periode.trimestres()] == ["2025-T4", "2026-T1", "2026-T2"]


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="La fin de la période"):
        Periode(date(2026, 4, 2), date(2026, 4, 1))


@pytest.mark.parametrize(
    ("du", "au", "libelle"),
    [
        (date(2026, 7, 1), date(2026, 9, 30), "3e\u00a0trimestre 2026"),
        (date(2026, 1, 1), date(2026, 9, 30), "1er au 3e\u00a0trimestre 2026"),
        (date(2025, 1, 1), date(2025, 12, 31), "année\u00a02025"),
        (date(2025, 10, 1), date(2026, 3, 31), "4e\u00a0trimestre 2025 au 1er\u00a0trimestre 2026"),
        (date(2026, 7, 1), date(2026, 8, 12), "1er\u00a0juillet au 12\u00a0août 2026"),
        (
            date(2025, 12, 2),
            date(2026, 1, 3),
            "2\u00a0décembre 2025 au 3\u00a0janvier 2026",
        ),
        (date(2026, 7, 3), date(2026, 7, 3), "3\u00a0juillet 2026"),
    ],
)
def test_a_period_says_its_name(du: date, au: date, libelle: str) -> None:
    assert Periode(du, au).libelle == libelle


def test_a_period_can_be_made_of_trimestres() -> None:
    assert Periode.de(Trimestre(2026, 3)) == Periode(date(2026, 7, 1), date(2026, 9, 30))
    assert Periode.de(Trimestre(2025, 4), Trimestre(2026, 1)).au == date(2026, 3, 31)


@pytest.mark.parametrize(
    ("periode", "attendue"),
    [
        (Periode.lire("2026-T3"), Periode.lire("2025-T3")),
        (Periode.lire("2026"), Periode.lire("2025")),
        (Periode.lire("2025-T4", "2026-T2"), Periode.lire("2024-T4", "2025-T2")),
        (
            Periode(date(2028, 2, 29), date(2028, 3, 2)),
            Periode(date(2027, 2, 28), date(2027, 3, 2)),
        ),
    ],
)
def test_a_year_before_are_the_same_days(periode: Periode, attendue: Periode) -> None:
    assert periode.un_an_avant == attendue
