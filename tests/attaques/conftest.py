"""Seasons to attack, the key they are published under, and what an attacker learns beforehand."""

from functools import cache
from hashlib import sha256

import pytest

from sessions.publication.catalogue import Taille
from sessions.publication.moteur import Moteur
from tests.attaques.lecteurs import Apprise
from tests.attaques.saisons import Saison, tirer, une_experience

PETITES, MOYENNES, GRANDES = 225, 2_000, 6_000


@cache
def saison(nombre: int, graine: int) -> Saison:
    """By size: two secteurs, as the first experiment, or the quartiers of a commune."""
    if nombre < 1_000:
        return une_experience(graine, nombre)
    return tirer(graine, nombre, Taille.GRANDE)


def moteur(graine: int = 0) -> Moteur:
    return Moteur(sha256(f"attaques {graine}".encode()).digest())


COURANTES = [(PETITES, 1), (PETITES, 2), (MOYENNES, 1)]
LONGUES = [
    *((PETITES, graine) for graine in (3, 5, 6, 7)),
    *((MOYENNES, graine) for graine in range(2, 7)),
    *((GRANDES, graine) for graine in range(1, 5)),
]


def saisons() -> list[object]:
    """Those of each run, then those of `--complet`."""
    return [
        *(pytest.param(*une, id=f"{une[0]}-{une[1]}") for une in COURANTES),
        *(
            pytest.param(*une, id=f"{une[0]}-{une[1]}", marks=pytest.mark.complet)
            for une in LONGUES
        ),
    ]


@pytest.fixture(scope="session")
def apprise() -> Apprise:
    return Apprise()
