import datetime

import pytest
import time_machine
from django.utils.dateparse import parse_datetime

from medlove.templatetags.francais import (
    a_composer,
    compte,
    heures,
    il_y_a,
    jour,
    moment,
    nombre,
    quantieme,
    traits_insecables,
)


@pytest.mark.parametrize(
    ("date", "mots"),
    [
        ("2026-09-15", "mardi 15 septembre 2026"),
        ("2026-09-01", "mardi 1er septembre 2026"),
        ("2026-08-21", "vendredi 21 août 2026"),
    ],
)
def test_a_day_is_written_in_words(date: str, mots: str):
    assert jour(datetime.date.fromisoformat(date)) == mots


@pytest.mark.parametrize(
    ("quand", "mots"),
    [
        ("2026-09-15T07:05:00Z", "aujourd’hui à 9\u00a0h\u00a005"),
        ("2026-09-14T22:30:00Z", "aujourd’hui à 0\u00a0h\u00a030"),
        ("2026-09-14T21:30:00Z", "hier à 23\u00a0h\u00a030"),
        ("2026-09-13T21:30:00Z", "le dimanche 13 septembre 2026"),
        ("2026-09-16T08:00:00Z", "le mercredi 16 septembre 2026"),
    ],
)
def test_a_moment_is_told_by_our_clocks(quand: str, mots: str):
    with time_machine.travel("2026-09-15 18:00:00+02:00", tick=False):
        assert moment(parse_datetime(quand)) == mots


@pytest.mark.parametrize(
    ("valeur", "mots"), [(7, "7"), (4000, "4\u202f000"), (1234567, "1\u202f234\u202f567")]
)
def test_thousands_stand_apart(valeur: int, mots: str):
    assert nombre(valeur) == mots


@pytest.mark.parametrize(
    ("valeur", "noms", "mots"),
    [
        (0, "rencontre", "0 rencontre"),
        (1, "rencontre", "1 rencontre"),
        (2, "rencontre", "2 rencontres"),
        (3, "lieu,lieux", "3 lieux"),
        (4000, "passage", "4\u202f000 passages"),
    ],
)
def test_a_count_agrees_with_its_noun(valeur: int, noms: str, mots: str):
    assert compte(valeur, noms) == mots


def test_the_first_of_a_month_is_an_ordinal():
    assert [quantieme(datetime.date(2026, 12, rang)) for rang in (1, 2, 21)] == ["1er", "2", "21"]


@pytest.mark.parametrize(
    ("minutes", "mots"),
    [
        (0, "0\u00a0min"),
        (45, "45\u00a0min"),
        (120, "2\u00a0h"),
        (135, "2\u00a0h\u00a015"),
        (65, "1\u00a0h\u00a005"),
    ],
)
def test_minutes_are_told_in_hours(minutes: int, mots: str):
    assert heures(minutes) == mots


@time_machine.travel("2026-11-27 10:00+01:00", tick=False)
@pytest.mark.parametrize(
    ("jours", "mots"),
    [
        (-1, "aujourd’hui"),
        (0, "aujourd’hui"),
        (1, "hier"),
        (2, "il y a 2 jours"),
        (30, "il y a 30 jours"),
        (31, "il y a 1 mois"),
        (364, "il y a 12 mois"),
        (365, "il y a 1 an"),
        (800, "il y a 2 ans"),
    ],
)
def test_how_long_ago_is_told_roughly(jours: int, mots: str):
    assert il_y_a(datetime.date(2026, 11, 27) - datetime.timedelta(days=jours)) == mots


@pytest.mark.parametrize(
    ("telephone", "compose"),
    [("02 00 00.00-01", "0200000001"), (" +33 (0)2 00 00", "+3320000"), ("", "")],
)
def test_a_number_is_dialled_by_its_digits(telephone: str, compose: str):
    assert a_composer(telephone) == compose


def test_a_word_with_a_hyphen_is_kept_on_one_line() -> None:
    dit = traits_insecables("<b> asseyez-vous, merci")
    assert dit == '&lt;b&gt; <span class="insecable">asseyez-vous,</span> merci'
