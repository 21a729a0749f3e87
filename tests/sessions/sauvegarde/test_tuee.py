"""kill -9, at the worst moments of a backup and of a restore."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.fabriques import RencontreFactory
from tests.mort import mourir
from tests.sessions.sauvegarde.conftest import Comptes, restaurer, sans_journal, sauvegarder

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.d_abord,
]


def longs(*points: str) -> list[Any]:
    """One point a command is enough each day: a process takes seconds to be born."""
    return [pytest.param(point, marks=pytest.mark.complet) for point in points]


Base = Callable[[], Comptes]
Tuer = Callable[..., None]


@pytest.fixture
def tuer(base: Base, dossier: Path, tables_vides: Path, fichiers_prives: Path) -> Tuer:
    """Play a command in a process that dies at a point of it; a good backup is there before."""
    sauvegarder(dossier / "une", "--verifier")

    def jouer(point: str, *mots: str) -> None:
        mourir(
            "tests.sessions.sauvegarde.mort", point, tables_vides, *mots, fichiers=fichiers_prives
        )

    return jouer


@pytest.mark.parametrize("point", [*longs("tables", "relue"), "nom"])
def test_a_backup_killed_leaves_the_one_before(point: str, tuer: Tuer, dossier: Path, base: Base):
    bonne, avant = (dossier / "une").read_bytes(), base()
    tuer(point, "sauvegarder", "--vers", str(dossier / "une"))
    assert (dossier / "une").read_bytes() == bonne
    assert base() == avant
    tuer(point, "sauvegarder", "--vers", str(dossier / "deux"))
    assert not (dossier / "deux").exists()
    sauvegarder(dossier / "deux")
    assert {un.name for un in dossier.iterdir()} == {
        *("une", "deux", "suppressions.jsonl"),
        "sceaux-du-journal.jsonl",
    }


@pytest.mark.parametrize("point", [*longs("essai", "fichiers", "remplacee"), "au milieu"])
def test_a_restore_killed_leaves_one_of_the_two_bases_whole(
    point: str, tuer: Tuer, dossier: Path, base: Base, fichiers_prives: Path
):
    if point == "au milieu":
        point = {"sqlite": "pages", "postgresql": "lignes"}[connection.vendor]
    sauvegardee: Any = base()
    RencontreFactory()
    avant = base()
    connection.close()
    tuer(point, "restaurer", str(dossier / "une"), "--ecraser")
    attendue = sauvegardee if point == "remplacee" else avant
    assert sans_journal(base()) == sans_journal(attendue)
    assert (fichiers_prives / "cahiers/images/une.png").exists()
    if connection.vendor == "sqlite":
        with connection.cursor() as curseur:
            curseur.execute("PRAGMA integrity_check")
            assert curseur.fetchall() == [("ok",)]
    restaurer(dossier / "une", "--ecraser")
    assert sans_journal(base()) == sans_journal(sauvegardee)
    assert list(fichiers_prives.parent.glob(".medlove-*")) == []
