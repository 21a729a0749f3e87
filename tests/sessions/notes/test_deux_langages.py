"""The tablet and the server give the same answer on the same text."""

import json
from dataclasses import asdict
from random import SystemRandom
from typing import Any

import pytest

from sessions.notes.detecteur import Propres, examiner
from tests.sessions.notes.annotes import CASSES, PARTS, nettes, numeros, personnes, propres
from tests.sessions.notes.brouillage import brouiller
from tests.sessions.notes.tablette import examiner_tous

PROPRES = Propres(
    noms=(*propres().noms, "Le Café d’Éléonore", "Association L’Envol", "   ", "n° 12"),
    mots=("bidule", "Énorme truc"),
)


def test_they_agree_on_every_note_of_the_corpus():
    textes = [note for part in PARTS for note in nettes(part)]
    for part in PARTS:
        textes += [note.texte for note in numeros(part)]
        textes += [note.en(casse).texte for note in personnes(part) for casse in CASSES]
    _comparer(textes)


def test_they_agree_on_texts_drawn_to_part_them():
    graine = SystemRandom().randrange(10**6)
    print(f"\ngraine {graine}")  # noqa: T201
    _comparer(brouiller(graine, 1_000), f"graine {graine}")


@pytest.mark.complet
def test_they_agree_on_ten_thousand_texts():
    _comparer(brouiller(2026, 10_000), "graine 2026")


def test_they_agree_without_anything_of_the_equipe():
    textes = brouiller(35, 200)
    assert examiner_tous(textes) == [_porte(examiner(texte)) for texte in textes]


def _comparer(textes: list[str], graine: str = "") -> None:
    reponses = examiner_tous(textes, PROPRES)
    assert len(reponses) == len(textes)
    for texte, reponse in zip(textes, reponses, strict=True):
        assert _porte(examiner(texte, PROPRES)) == reponse, (graine, texte)


def _porte(examen: Any) -> Any:
    """As JSON carries it."""
    return json.loads(json.dumps(asdict(examen)))
