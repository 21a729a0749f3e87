"""No text makes the detector think long: its time grows as the text does.

All of these, one by one, are also played on the tablet's (tests/js/notes/temps.test.js).
"""

import json
from time import process_time

import pytest

from sessions.notes.detecteur import examiner
from tests.sessions.notes.annotes import DOSSIER, propres

LONGUEUR = 100_000
# Four times the text: four times as long, and twice that for a machine that others use.
RAPPORT, SECONDES = 8, 2
ADVERSES: list[str] = json.loads((DOSSIER / "adverses.json").read_text(encoding="utf-8"))


def test_a_long_text_made_of_all_that_is_worst_is_read_in_linear_time():
    _comparer("".join(_long(motif, 2_000) for motif in ADVERSES))


def test_one_word_as_long_as_the_text_is_read_in_linear_time():
    _comparer("a")


@pytest.mark.complet
@pytest.mark.parametrize("motif", ADVERSES)
def test_each_of_the_worst_is_read_in_linear_time(motif: str):
    _comparer(motif)


def _comparer(motif: str) -> None:
    quart = _duree(_long(motif, LONGUEUR // 4))
    assert _duree(_long(motif, LONGUEUR)) <= RAPPORT * quart + SECONDES


def _long(motif: str, longueur: int) -> str:
    return (motif * (longueur // len(motif) + 1))[:longueur]


def _duree(texte: str) -> float:
    debut = process_time()
    examiner(texte, propres())
    return process_time() - debut
