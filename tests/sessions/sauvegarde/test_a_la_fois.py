"""Two at once: what one does, the other neither undoes nor stumbles on."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError

from sessions.sauvegarde import ecriture, generations, restauration
from tests.sessions.sauvegarde.conftest import Comptes, restaurer, sans_journal, sauvegarder

pytestmark = pytest.mark.django_db(transaction=True)
Base = Callable[[], Comptes]


def test_a_second_restore_waits_for_the_first(
    base: Base, dossier: Path, monkeypatch: pytest.MonkeyPatch
):
    """The base of one would be left with the private files of the other."""
    sauvegarder(dossier / "une")
    avant, remplacer = base(), restauration.remplacer
    refus: list[str] = []

    def remplacer_pendant_une_autre(essai: Path) -> None:
        with pytest.raises(CommandError) as dit:
            restaurer(dossier / "une", "--ecraser")
        refus.append(str(dit.value))
        remplacer(essai)

    monkeypatch.setattr(restauration, "remplacer", remplacer_pendant_une_autre)
    restaurer(dossier / "une", "--ecraser")
    assert refus[0].startswith("Une autre restauration est en cours")
    assert len(refus) == 1
    assert sans_journal(base()) == sans_journal(avant)


def test_a_draft_that_has_just_taken_its_name_stops_no_other_backup(
    base: Base, dossier: Path, monkeypatch: pytest.MonkeyPatch
):
    partie = dossier / f".medlove-finie{ecriture.PARTIEL}"
    monkeypatch.setattr(Path, "glob", lambda *_: iter([partie]))
    sauvegarder(dossier / "une")
    assert (dossier / "une").is_file()


def test_an_old_backup_that_another_took_away_stops_nobody(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
):
    partie = dossier / "medlove-20260101T000000Z.tar.gz"
    monkeypatch.setattr(generations, "du_dossier", lambda _: [partie])
    assert generations.eclaircir(dossier, 0) == [partie]
