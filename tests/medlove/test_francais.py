import datetime

import pytest
import time_machine
from django.utils.dateparse import parse_datetime

from medlove.templatetags.francais import compte, heures, jour, moment, nombre


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


@pytest.mark.parametrize(
    ("minutes", "mots"),
    [(0, "0 min"), (45, "45 min"), (120, "2 h"), (135, "2 h 15"), (65, "1 h 05")],
)
def test_minutes_are_told_in_hours(minutes: int, mots: str):
    assert heures(minutes) == mots
