import datetime

import pytest

from medlove.templatetags.francais import compte, heures, jour, nombre


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
