"""Opening hours in French words: what is known, what is not, and nothing guessed."""

from datetime import date, datetime, time, timedelta
from typing import cast
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opening_hours import OpeningHours

from territoires.horaires import MINUIT, Horaires, en_mots, heure

PARIS = ZoneInfo("Europe/Paris")
SEMAINE = "Mo-Fr 09:00-12:30,14:00-17:30; Sa 10:00-12:00"
OSM = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]


def lus(texte: str) -> Horaires:
    horaires = Horaires.lire(texte)
    assert horaires is not None
    return horaires


def le(jour: str) -> datetime:
    """« 2026-11-27 10:00 », on the clocks of Paris."""
    return datetime.fromisoformat(jour).replace(tzinfo=PARIS)


def dite(texte: str, jour: str) -> str:
    return lus(texte).phrase(le(jour)).replace("\u202f", " ")


@pytest.mark.parametrize(
    ("quand", "mots"),
    [
        (time(9), "9 h"),
        (time(17, 30), "17 h 30"),
        ("08:05", "8 h 05"),
        ("00:00", "minuit"),
        (MINUIT, "minuit"),
    ],
)
def test_an_hour_is_written_as_people_write_it(quand: time | str, mots: str):
    assert heure(quand).replace("\u202f", " ") == mots


# The 27th of November 2026 is a Friday.
@pytest.mark.parametrize(
    ("jour", "phrase"),
    [
        ("2026-11-27 10:00", "ouvert jusqu’à 12 h 30"),
        ("2026-11-27 12:30", "fermé, rouvre à 14 h"),
        ("2026-11-27 18:00", "fermé, rouvre demain à 10 h"),
        ("2026-11-28 12:00", "fermé, rouvre lundi à 9 h"),
        ("2026-11-29 23:59", "fermé, rouvre demain à 9 h"),
        ("2026-11-27 08:59", "fermé, rouvre à 9 h"),
    ],
)
def test_the_state_is_told_in_words(jour: str, phrase: str):
    assert dite(SEMAINE, jour) == phrase


@pytest.mark.parametrize(
    ("texte", "phrase"),
    [
        ("24/7", "ouvert en continu"),
        ("off", "fermé"),
        ("Mo 09:00-12:00;", "fermé, rouvre lundi à 9 h"),
        ("Fr 09:00-24:00", "ouvert jusqu’à minuit"),
        ("Fr 00:00-24:00; Sa 00:00-24:00", "ouvert jusqu’à demain à minuit"),
        ("Fr,Sa,Su 00:00-24:00", "ouvert jusqu’à dimanche à minuit"),
        ("Fr 09:00-24:00; Sa 00:00-18:00", "ouvert jusqu’à demain à 18 h"),
        ("Mo[1] 09:00-12:00", "fermé, rouvre le 7 décembre à 9 h"),
        ("Dec 1-24 Mo-Su 09:00-12:00", "fermé, rouvre mardi à 9 h"),
        ('Fr 09:00-12:00 "sonner"', "ouvert jusqu’à 12 h (sonner)"),
    ],
)
def test_long_short_and_rare_openings_too(texte: str, phrase: str):
    assert dite(texte, "2026-11-27 10:00") == phrase


# What is not known


@pytest.mark.parametrize(
    "texte",
    [
        "",
        "   ",
        "lundi 9h-12h",
        "Mo 25:00-27:00",
        "\x00",
        "Mo-Fr 09:00+",
        "sunrise-sunset",
        "Mo-Fr 09:00-12:00; SH off",
    ],
)
def test_what_cannot_be_read_is_not_guessed(texte: str):
    assert Horaires.lire(texte) is None


@given(st.text(alphabet="MoTuWePHSH 0123456789:-,;|\"+/abc[]()'", max_size=60) | st.text())
def test_no_text_whatsoever_breaks_the_reading(texte: str):
    if horaires := Horaires.lire(texte):
        horaires.phrase(le("2026-11-27 10:00"))
        horaires.semaine(date(2026, 11, 27))


@pytest.mark.parametrize(
    ("texte", "phrase"),
    [
        ('"sur rendez-vous"', "sur rendez-vous"),
        ('Fr "le matin ; sonner"', "le matin ; sonner"),
        ("Fr 09:00-12:00 unknown", "horaires à vérifier"),
    ],
)
def test_a_comment_alone_opens_nothing(texte: str, phrase: str):
    assert dite(texte, "2026-11-27 10:00") == phrase
    assert lus(texte).etat(le("2026-11-27 10:00")).ouvert is None
    assert lus(texte).jour(date(2026, 11, 27)) is None


# Public holidays


def test_a_holiday_of_which_nothing_is_said_is_to_be_checked():
    assert dite("Mo-Fr 09:00-12:00", "2026-12-25 10:00") == "jour férié : horaires à vérifier"
    assert lus("Mo-Fr 09:00-12:00").jour(date(2026, 12, 25)) is None
    assert not lus("Mo-Fr 09:00-12:00").est_ouvert(le("2026-12-25 10:00"))


@pytest.mark.parametrize(
    ("feries", "phrase"),
    [
        ("off", "fermé, rouvre lundi à 9 h"),
        ("09:00-11:00", "ouvert jusqu’à 11 h"),
        ("unknown", "horaires à vérifier"),
    ],
)
def test_a_holiday_of_which_something_is_said_is_as_it_says(feries: str, phrase: str):
    assert dite(f"Mo-Fr 09:00-12:00; PH {feries}", "2026-12-25 10:00") == phrase


@pytest.mark.parametrize("ferie", ["2026-05-01", "2026-05-14", "2026-07-14", "2027-03-29"])
def test_the_holidays_of_france_are_known_the_moving_ones_too(ferie: str):
    assert lus("Mo-Su 09:00-12:00").jour(date.fromisoformat(ferie)) is None


# Midnight and the change of hour


@pytest.mark.parametrize("jour", ["2026-11-27 23:00", "2026-11-28 01:00"])
def test_a_night_runs_past_midnight(jour: str):
    assert dite("Fr 22:00-02:00", jour) == "ouvert jusqu’à 2 h"


def test_a_night_is_told_with_its_evening():
    semaine = [(jours, mots.replace("\u202f", " ")) for jours, mots in _semaine("Fr 22:00-02:00")]
    assert semaine == [
        ("lundi à jeudi", "fermé"),
        ("vendredi", "22 h à 2 h"),
        ("samedi et dimanche", "fermé"),
    ]


def test_a_night_from_sunday_to_monday_stays_on_sunday():
    assert [jours for jours, _ in _semaine("Su 22:00-02:00")] == ["lundi à samedi", "dimanche"]


@pytest.mark.parametrize("jour", ["2026-03-29", "2026-10-25"])
def test_the_days_of_the_change_of_hour_are_days_like_others(jour: str):
    horaires = lus("Su 09:00-12:00")
    assert horaires.jour(date.fromisoformat(jour)) == [("09:00", "12:00")]
    assert horaires.est_ouvert(le(f"{jour} 09:00"))
    assert not horaires.est_ouvert(le(f"{jour} 12:00"))


def test_an_instant_is_read_on_the_clocks_of_paris():
    assert lus(SEMAINE).est_ouvert(datetime.fromisoformat("2026-11-27T08:30:00+00:00"))
    assert not lus(SEMAINE).est_ouvert(datetime.fromisoformat("2026-11-27T07:30:00+00:00"))


# The week


def _semaine(texte: str) -> list[tuple[str, str]]:
    return lus(texte).semaine(date(2026, 11, 25))


def test_days_alike_are_told_together():
    semaine = [(jours, mots.replace("\u202f", " ")) for jours, mots in _semaine(SEMAINE)]
    assert semaine == [
        ("lundi à vendredi", "9 h à 12 h 30, 14 h à 17 h 30"),
        ("samedi", "10 h à 12 h"),
        ("dimanche", "fermé"),
    ]


def test_a_day_may_be_open_throughout_or_unknown():
    assert en_mots([("00:00", MINUIT)]) == "toute la journée"
    assert en_mots(None) == "à vérifier"
    assert en_mots([]) == "fermé"


# For all weeks


def quart(rang: int) -> str:
    return f"{rang // 4:02}:{rang % 4 * 15:02}"


plages = st.lists(st.integers(0, 95), unique=True, max_size=4).map(
    lambda rangs: list(zip(*[iter(map(quart, sorted(rangs)))] * 2, strict=False))
)
semaines = st.lists(plages, min_size=7, max_size=7)


def ecrire(jours: list[list[tuple[str, str]]]) -> str:
    regles = [
        f"{jour} {','.join(f'{de}-{a}' for de, a in siennes)}" if siennes else f"{jour} off"
        for jour, siennes in zip(OSM, jours, strict=True)
    ]
    return "; ".join(regles)


@given(semaines, st.integers(0, 6), st.integers(0, 95))
def test_open_is_what_the_table_of_the_day_says(jours, rang: int, quand: int):
    texte = ecrire(jours)
    lundi = date(2026, 9, 14)
    jour = lundi + timedelta(days=rang)
    assert lus(texte).jour(jour) == jours[rang]
    instant = datetime.combine(jour, time.fromisoformat(quart(quand)), PARIS)
    ouvert = any(de <= quart(quand) < a for de, a in jours[rang])
    assert lus(texte).est_ouvert(instant) is ouvert
    phrase = lus(texte).phrase(instant)
    assert phrase.startswith("ouvert" if ouvert else "fermé")
    if not ouvert:
        assert ("rouvre" in phrase) is any(jours)


@given(semaines, st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.times())
def test_the_raw_string_is_never_shown(jours, jour: date, quand: time):
    texte = ecrire(jours)
    horaires = lus(texte)
    montre = [horaires.phrase(datetime.combine(jour, quand, PARIS))]
    montre += [mots for ligne in horaires.semaine(jour) for mots in ligne]
    for mots in montre:
        assert texte not in mots
        assert not any(f"{jour} " in mots for jour in OSM)
        assert ":" not in mots.replace("\u202f: horaires à vérifier", "")


class Bornee:
    """Hours whose own search of the next change, which has no end, is out of reach: on a door
    that never closes it takes seconds."""

    def __init__(self, lus: OpeningHours) -> None:
        self.state, self.intervals = lus.state, lus.intervals


@pytest.mark.parametrize("texte", ["Mo-Su,PH 00:00-24:00", SEMAINE])
def test_no_search_without_an_end(texte: str):
    horaires = lus(texte)
    borne = Horaires(texte, cast(OpeningHours, Bornee(horaires.lus)))
    for jour in ("2026-11-27 10:00", "2026-11-29 10:00"):
        assert borne.phrase(le(jour)) == horaires.phrase(le(jour))


def test_a_door_that_never_closes_is_open_without_end():
    assert dite("Mo-Su,PH 00:00-24:00", "2026-11-27 10:00") == "ouvert en continu"
