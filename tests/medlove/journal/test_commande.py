"""`verifier_journal` says in one sentence, and by its code, whether the journal is whole."""

import json
import re
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from medlove.journal import purger, temoins
from medlove.journal.models import Journal
from medlove.journal.services import temoigner
from tests.medlove.journal import alterations as sql

LIGNES = 5
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def liste(tmp_path: Path, settings: Any) -> Path:
    settings.MEDLOVE_SUPPRESSIONS = str(tmp_path / "hors" / "suppressions.jsonl")
    return temoins.tenus()


@pytest.fixture(autouse=True)
def journal(liste: Path) -> None:
    sql.ecrire(LIGNES)


def verifier(*options: Any) -> str:
    sortie = StringIO()
    call_command("verifier_journal", *options, stdout=sortie, stderr=sortie)
    return sortie.getvalue()


def refus(*options: Any) -> str:
    with pytest.raises(CommandError) as erreur:
        verifier(*options)
    assert erreur.value.returncode == 1
    return str(erreur.value)


def test_a_whole_journal_is_said_with_its_last_seal():
    jour = f"{date.today():%d/%m/%Y}"  # noqa: DTZ011
    dit = verifier()
    sceau = Journal.objects.first().sceau
    assert dit == (
        f"Le journal est entier\u202f: 5 lignes, du {jour} au {jour}, dernier sceau 5-{sceau}.\n"
    )


def test_an_empty_one_is_said_so(liste: Path):
    sql.retirer(1, LIGNES)
    assert verifier() == "Le journal est vide.\n"
    assert not liste.exists()


def test_what_was_done_to_it_is_named():
    sql.modifier(3, "lignes", 99)
    assert refus() == (
        "Le journal n’est pas entier\u202f: la ligne 3 est modifiée depuis qu’elle est écrite."
    )


def test_a_reading_is_a_witness_of_the_end(liste: Path):
    verifier()
    assert len(liste.read_text().splitlines()) == 1
    sql.retirer(LIGNES)
    assert re.search(r"la fin manque\u202f: le .*, il allait jusqu’à la ligne 5\.", refus())


def test_a_journal_gone_whole_is_missed(liste: Path):
    temoigner("sauvegarde")
    sql.retirer(1, LIGNES)
    assert "la fin manque" in refus()


def test_an_end_cut_then_written_again_is_found():
    temoigner("sauvegarde")
    sql.retirer(4, 5)
    sql.ecrire(4)
    assert "la ligne 5 n’est plus celle du" in refus()


def test_what_was_cut_after_the_last_witness_is_not():
    temoigner("sauvegarde")
    sql.ecrire(2)
    sql.retirer(LIGNES + 1, LIGNES + 2)
    assert "est entier" in verifier()


def test_a_witness_of_purged_lines_asks_nothing(
    django_capture_on_commit_callbacks: Any, liste: Path
):
    temoigner("sauvegarde")
    with django_capture_on_commit_callbacks(execute=True):
        purger(date.today() + timedelta(1))  # noqa: DTZ011
    assert [un.motif for un in temoins.lus(liste)[0]] == ["sauvegarde", "journal_purge"]
    assert "1 ligne" in verifier()


def test_a_copy_kept_elsewhere_is_read_too(liste: Path, tmp_path: Path):
    copie = tmp_path / temoins.NOM
    temoigner("sauvegarde", copie)
    liste.unlink()
    sql.retirer(LIGNES)
    assert "est entier" in verifier()
    assert "la fin manque" in refus("--temoins", copie)
    assert "n’existe pas" in refus("--temoins", tmp_path / "rien")


def test_a_witness_that_nobody_here_signed_is_told_and_ignored(liste: Path):
    temoigner("sauvegarde")
    dit = json.loads(liste.read_text())
    liste.write_text(json.dumps(dit | {"rang": 99}) + "\nillisible\n")
    dit = verifier()
    assert "ni d’une clé connue\u202f: 2 lignes." in dit
    assert "est entier" in dit


def test_a_restore_forged_without_the_key_hides_nothing(liste: Path):
    temoigner("sauvegarde")
    faux = {"quand": "2999-01-01T00:00:00+00:00", "motif": "restauration", "rang": 4, "sceau": ""}
    with liste.open("a") as fichier:
        fichier.write(json.dumps(faux | {"signature": "0" * 64}) + "\n")
    sql.retirer(5)
    assert "la fin manque" in refus()


def test_a_list_that_cannot_be_written_stops_nobody(liste: Path, caplog: Any):
    liste.mkdir(parents=True)
    temoigner("sauvegarde")
    assert "ne peut pas être écrit" in caplog.text
