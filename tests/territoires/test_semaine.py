"""A usual week typed day by day: read, written as OSM hours, read back the same."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoires import semaine
from territoires.horaires import Horaires
from territoires.semaine import JourIllisible, ecrire_jour, lire_jour


def quart(rang: int) -> str:
    return f"{rang // 4:02}:{rang % 4 * 15:02}"


jours = st.lists(st.integers(0, 96), unique=True, max_size=4).map(
    lambda rangs: list(zip(*[iter(map(quart, sorted(rangs)))] * 2, strict=False))
)


@pytest.mark.parametrize(
    ("tape", "plages"),
    [
        ("9h-12h30, 14h-17h", [("09:00", "12:30"), ("14:00", "17:00")]),
        ("9h – 12h30 et 14h à 17h", [("09:00", "12:30"), ("14:00", "17:00")]),
        ("de 9 h à 12 h 30", [("09:00", "12:30")]),
        ("09:00-12:30;14:00-24:00", [("09:00", "12:30"), ("14:00", "24:00")]),
        ("14-17 / 9-12", [("09:00", "12:00"), ("14:00", "17:00")]),
        ("20h-0h", [("20:00", "24:00")]),
        ("", []),
        (" Fermé ", []),
    ],
)
def test_a_day_is_read_as_people_write_it(tape: str, plages: list[tuple[str, str]]):
    assert lire_jour(tape) == plages


@pytest.mark.parametrize(
    ("tape", "mots"),
    [
        ("le matin", "écrire par exemple"),
        ("9h", "écrire par exemple"),
        ("9h-12h,", "écrire par exemple"),
        ("17h-9h", "la fin vient après le début"),
        ("9h-25h", "écrire par exemple"),
        ("9h-24h30", "le jour finit à 24h"),
        ("9h-14h, 12h-17h", "se chevauchent"),
    ],
)
def test_what_is_no_opening_is_told(tape: str, mots: str):
    with pytest.raises(JourIllisible, match=mots):
        lire_jour(tape)


@given(jours)
def test_a_day_written_reads_back_the_same(plages: list[tuple[str, str]]):
    assert lire_jour(ecrire_jour(plages)) == plages


@given(st.lists(jours, min_size=7, max_size=7), st.sampled_from(["", "off"]))
def test_a_week_written_reads_back_the_same_and_means_it(
    semaine_tapee: list[list[tuple[str, str]]], feries: str
):
    texte = semaine.ecrire(semaine_tapee, feries)
    if not any(semaine_tapee):
        assert texte == ""
        return
    assert semaine.lire(texte) == (semaine_tapee, feries)
    horaires = Horaires.lire(texte)
    assert horaires is not None
    assert horaires.jours(date(2026, 9, 14), 7) == semaine_tapee


@pytest.mark.parametrize(
    "texte",
    [
        "24/7",
        "Mo[1] 09:00-12:00",
        "Jul Mo-Fr 09:00-12:00",
        'Mo-Fr 09:00-12:00 "sonner"',
        "Mo-Fr 09:00+",
        "Mo-Su 22:00-02:00",
        "PH 09:00-12:00",
        "lundi 9h-12h",
        "Mo-Fr 09:00-12:00 || Sa 09:00-12:00",
    ],
)
def test_a_string_that_says_more_is_left_alone(texte: str):
    assert semaine.lire(texte) is None


def test_days_alike_are_written_together():
    ouvres = [[("09:00", "12:00")]] * 5 + [[], [("10:00", "11:00")]]
    assert semaine.ecrire(ouvres, "off") == "Mo-Fr 09:00-12:00; Su 10:00-11:00; PH off"


def test_a_later_rule_takes_the_place_of_an_earlier_one():
    lue = semaine.lire("Mo-Fr 09:00-12:00; We off; Sa,Su 10:00-11:00")
    assert lue is not None
    assert lue[0][1:3] == [[("09:00", "12:00")], []]
