"""The journal through a backup and a restore: it comes back whole, and says that it came back."""

import json
import tarfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from medlove.journal import consigner, temoins
from medlove.models import Journal
from sessions.sauvegarde.ecriture import secret
from tests.medlove.journal import alterations as sql
from tests.sessions.sauvegarde.conftest import Comptes, restaurer, sauvegarder, tout_effacer

pytestmark = pytest.mark.django_db(transaction=True)
Base = Callable[[], Comptes]


@pytest.fixture
def sauvegarde(base: Base, dossier: Path) -> Path:
    sauvegarder(dossier / "une")
    return dossier / "une"


def verifier(*options: str) -> str:
    sortie = StringIO()
    call_command("verifier_journal", *options, stdout=sortie, stderr=sortie)
    return sortie.getvalue()


def actions() -> list[str]:
    return list(Journal.objects.dans_l_ordre().values_list("action", flat=True))


def test_a_backup_says_how_far_the_journal_went(sauvegarde: Path, dossier: Path):
    assert secret() == ""
    avant_derniere = Journal.objects.all()[1]  # the last is about the backup itself
    with tarfile.open(sauvegarde) as archive:
        fichier = archive.extractfile("medlove-sauvegarde.json")
        assert fichier is not None
        dit = json.load(fichier)
    assert dit["journal"] == [avant_derniere.rang, avant_derniere.sceau]
    (temoin,) = temoins.lus(dossier / temoins.NOM)[0]
    derniere = Journal.objects.first()
    assert (temoin.motif, temoin.rang, temoin.sceau) == (
        "sauvegarde",
        derniere.rang,
        derniere.sceau,
    )
    assert temoins.lus(temoins.tenus())[0] == [temoin]


def test_a_restored_journal_goes_on_and_says_so(base: Base, sauvegarde: Path):
    """On the same machine, where lines were written since: they are lost, and that is told."""
    for _ in range(3):
        consigner("export")
    verifier()
    restaurer(sauvegarde, "--ecraser")
    assert actions()[-1] == "base_restauree"
    assert Journal.objects.first().detail["journal_entier"] is True
    consigner("export")
    dit = verifier()
    assert "est entier" in dit
    # That of the backup, and the three exports.
    assert "Perdues par une restauration, qui le dit\u202f: 4 lignes." in dit


def test_on_a_new_machine_too(base: Base, sauvegarde: Path, dossier: Path):
    tout_effacer()
    temoins.tenus().unlink()
    restaurer(sauvegarde)
    consigner("export")
    assert "est entier" in verifier()
    assert "est entier" in verifier("--temoins", str(dossier / temoins.NOM))


def test_what_is_cut_after_a_restore_is_found(base: Base, sauvegarde: Path):
    restaurer(sauvegarde, "--ecraser")
    consigner("export")
    verifier()
    sql.retirer(Journal.objects.first().rang)
    with pytest.raises(CommandError, match="la fin manque"):
        verifier()


def test_a_journal_that_was_altered_before_its_backup_is_told(base: Base, dossier: Path):
    sql.ecrire(2)
    sql.modifier(2, "lignes", 99)
    sauvegarder(dossier / "abimee")
    dit = restaurer(dossier / "abimee", "--ecraser")
    assert "Le journal de la sauvegarde n’est pas entier\u202f: la ligne 2 est modifiée" in dit
    assert Journal.objects.first().detail["journal_entier"] is False


def test_the_key_of_the_journal_is_not_backed_up(
    base: Base, dossier: Path, fichiers_prives: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("MEDLOVE_CLE_JOURNAL", "nouvelle-cle-du-journal,ancienne-cle-du-journal")
    (fichiers_prives / "cle").write_text("ancienne-cle-du-journal")
    with pytest.raises(CommandError, match=r"MEDLOVE_CLE_JOURNAL \(ancienne\)"):
        sauvegarder(dossier / "une")
