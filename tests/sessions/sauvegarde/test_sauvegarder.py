"""The command: one file, whole or not there, and never an empty one over a good one."""

import json
import re
import tarfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError

from medlove.models import Equipe, Journal
from sessions.models import Rencontre, Suppression
from sessions.sauvegarde import ecriture, fichiers, lecture
from sessions.sauvegarde.refus import SauvegardeAbimee
from tests.sessions.sauvegarde.conftest import CLE, sauvegarder, tout_effacer

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("base"),
]
inserer = lecture.tables.inserer
PUBLICATION = "la clef des nombres publiés, qui reste dehors"


def contenu(archive: Path) -> dict[str, bytes]:
    with tarfile.open(archive) as tar:
        return {un.name: tar.extractfile(un).read() for un in tar if un.isfile()}  # type: ignore[union-attr]


def test_in_clear_it_is_an_archive_that_any_tool_opens(dossier: Path):
    dit = sauvegarder(dossier / "une.tar.gz")
    entrees = contenu(dossier / "une.tar.gz")
    manifeste = json.loads(entrees.pop("manifeste.json"))
    assert {une["nom"]: une["sha256"] for une in manifeste["entrees"]} == {
        nom: sha256(octets).hexdigest() for nom, octets in entrees.items()
    }
    assert entrees["fichiers/cahiers/images/une.png"].startswith(b"\x89PNG")
    noms, *rangs = map(json.loads, entrees["tables/medlove.equipe/00001.jsonl"].splitlines())
    assert "slug" in noms
    assert len(rangs) == Equipe.objects.count()
    assert "en clair" in dit
    assert "MEDLOVE_CLE_SAUVEGARDE la chiffrerait" in dit
    assert re.search(r" [1-9]\d* Ko,", dit)


def test_it_says_what_it_is(dossier: Path):
    sauvegarder(dossier / "une.tar.gz")
    entete = json.loads(contenu(dossier / "une.tar.gz")["medlove-sauvegarde.json"])
    assert entete["programme"] == "0.1.0"
    assert ["medlove_sessions", "0001_initial"] in entete["migrations"]
    assert entete["vide"] is False


def test_with_a_key_nothing_of_it_can_be_read(dossier: Path, settings: Any):
    settings.MEDLOVE_CLE_SAUVEGARDE = CLE
    assert "chiffrée" in sauvegarder(dossier / "une", "--verifier")
    octets = (dossier / "une").read_bytes()
    assert octets.startswith(b"medlove-sauvegarde chiffree\n")
    assert b"\x1f\x8b" not in octets[:400]
    assert CLE.encode() not in octets


def test_only_its_owner_reads_it(dossier: Path):
    sauvegarder(dossier / "une.tar.gz")
    assert (dossier / "une.tar.gz").stat().st_mode & 0o777 == 0o600


def test_the_journal_says_that_it_was_made(dossier: Path):
    sauvegarder(dossier / "une.tar.gz", "--verifier")
    ligne = Journal.objects.get(action="sauvegarde_faite")
    assert ligne.detail["essayee"] is True
    assert ligne.detail["fichiers"] == 2  # that of the image's factory, and ours


def test_no_key_of_the_instance_is_in_it(dossier: Path, settings: Any):
    settings.MEDLOVE_CLE_PUBLICATION = PUBLICATION
    sauvegarder(dossier / "une.tar.gz")
    tout = b"".join(contenu(dossier / "une.tar.gz").values())
    assert PUBLICATION.encode() not in tout
    assert settings.SECRET_KEY.encode() not in tout


def test_a_private_file_that_holds_the_key_of_publications_stops_it(dossier: Path, settings: Any):
    settings.MEDLOVE_CLE_PUBLICATION = PUBLICATION
    default_storage.save("cle", ContentFile(f"{PUBLICATION}\n".encode()))
    with pytest.raises(CommandError, match="« cle » contient MEDLOVE_CLE_PUBLICATION"):
        sauvegarder(dossier / "une.tar.gz")
    assert list(dossier.glob("*.tar.gz")) == []


@pytest.mark.parametrize(
    ("cle", "phrase"), [("courte", "moins de 16"), (PUBLICATION, "est la clé de publication")]
)
def test_a_key_that_protects_nothing_is_refused(
    cle: str, phrase: str, dossier: Path, settings: Any
):
    settings.MEDLOVE_CLE_PUBLICATION = PUBLICATION
    settings.MEDLOVE_CLE_SAUVEGARDE = cle
    with pytest.raises(CommandError, match=phrase):
        sauvegarder(dossier / "une")
    assert list(dossier.iterdir()) == []


def test_what_waits_for_an_hour_is_left_out(dossier: Path):
    default_storage.save("imports/attente", ContentFile(b"des noms"))
    sauvegarder(dossier / "une.tar.gz")
    assert not any("imports" in nom for nom in contenu(dossier / "une.tar.gz"))


def test_an_empty_base_never_takes_the_place_of_a_good_backup(dossier: Path, settings: Any):
    settings.MEDLOVE_CLE_SAUVEGARDE = CLE
    sauvegarder(dossier / "une")
    bonne = (dossier / "une").read_bytes()
    tout_effacer()
    with pytest.raises(CommandError, match="ne contient aucun relevé"):
        sauvegarder(dossier / "une")
    (dossier / "lettre").write_text("à garder")
    with pytest.raises(CommandError, match="existe, et n’est pas une sauvegarde"):
        sauvegarder(dossier / "lettre")
    assert (dossier / "une").read_bytes() == bonne
    sauvegarder(dossier / "vide")  # elsewhere, why not


def test_nor_does_it_join_good_ones_in_a_folder(dossier: Path):
    sauvegarder(dossier)
    tout_effacer()
    with pytest.raises(CommandError, match="ne contient aucun relevé"):
        sauvegarder(dossier, "--garder", "1")
    assert len(list(dossier.glob("medlove-*"))) == 1


def test_an_equipe_without_a_record_is_still_an_empty_base(dossier: Path, carnet: Equipe):
    sauvegarder(dossier / "une.tar.gz")
    tout_effacer()
    Equipe.objects.create(nom="Neuve", slug="neuve", code_insee="35238")
    with pytest.raises(CommandError, match="ne contient aucun relevé"):
        sauvegarder(dossier / "une.tar.gz")


def test_a_folder_keeps_as_many_as_it_is_told(dossier: Path, monkeypatch: pytest.MonkeyPatch):
    for rang in range(4):
        monkeypatch.setattr(
            ecriture.generations,
            "nom_de",
            lambda *_, rang=rang, **__: f"medlove-2026010{rang + 1}T000000Z.tar.gz",
        )
        dit = sauvegarder(dossier, "--garder", "2")
    assert sorted(un.name[:16] for un in dossier.glob("medlove-*")) == [
        "medlove-20260103",
        "medlove-20260104",
    ]
    assert "Retirées : medlove-20260102T000000Z.tar.gz." in dit


@pytest.mark.parametrize("mots", [("--garder", "0"), ("--garder", "2")])
def test_a_number_to_keep_needs_a_folder_and_at_least_one(dossier: Path, mots: tuple[str, str]):
    vers = dossier / "une" if mots[1] == "2" else dossier
    with pytest.raises(CommandError, match="--garder"):
        sauvegarder(vers, *mots)


def test_when_it_fails_the_one_before_is_untouched_and_nothing_lies_about(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
):
    sauvegarder(dossier / "une.tar.gz")
    bonne = (dossier / "une.tar.gz").read_bytes()

    def pleine() -> Any:
        raise OSError(28, "No space left on device")
        yield

    monkeypatch.setattr(fichiers, "contenus", pleine)
    with pytest.raises(CommandError, match="La précédente est intacte"):
        sauvegarder(dossier / "une.tar.gz")
    assert (dossier / "une.tar.gz").read_bytes() == bonne
    assert {un.name for un in dossier.iterdir()} == {
        *("une.tar.gz", "suppressions.jsonl"),
        "sceaux-du-journal.jsonl",
    }


def test_one_whose_restore_gives_something_else_never_takes_its_name(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(
        lecture.tables, "inserer", lambda *args: None if args[0] is Suppression else inserer(*args)
    )
    with pytest.raises(CommandError, match="suppression n’est pas celle que dit"):
        sauvegarder(dossier / "une.tar.gz", "--verifier")
    assert list(dossier.glob("*.tar.gz")) == []


def test_it_does_not_go_among_the_files_it_holds(fichiers_prives: Path):
    with pytest.raises(CommandError, match="parmi les fichiers privés"):
        sauvegarder(fichiers_prives / "une")


def test_a_folder_that_is_not_there_is_said(dossier: Path):
    with pytest.raises(CommandError, match="n’existe pas"):
        sauvegarder(dossier / "ailleurs" / "une")


def test_it_leaves_the_list_of_what_was_deleted_beside(dossier: Path, settings: Any):
    sauvegarder(dossier / "une.tar.gz")
    (pk,) = Suppression.objects.values_list("pk", flat=True)
    assert str(pk) in (dossier / "suppressions.jsonl").read_text()
    assert str(pk) in Path(settings.MEDLOVE_SUPPRESSIONS).read_text()
    une = (dossier / "suppressions.jsonl").read_bytes()
    sauvegarder(dossier / "deux.tar.gz")
    assert (dossier / "suppressions.jsonl").read_bytes() == une


def test_no_record_is_touched(dossier: Path):
    avant = set(Rencontre.objects.values_list("pk", "empreinte"))
    sauvegarder(dossier / "une.tar.gz", "--verifier")
    assert set(Rencontre.objects.values_list("pk", "empreinte")) == avant


def test_what_was_damaged_while_it_was_written_is_seen(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
):
    fixer = ecriture.os.fsync
    fautes = iter([True])

    def abimer(descripteur: int) -> None:
        fixer(descripteur)
        if next(fautes, False) and (partiels := list(dossier.glob(".medlove-*"))):
            octets = bytearray(partiels[0].read_bytes())
            octets[len(octets) // 2] ^= 1
            partiels[0].write_bytes(octets)

    monkeypatch.setattr(ecriture.suppressions, "completer", lambda *_: 0)
    monkeypatch.setattr(ecriture.os, "fsync", abimer)
    with pytest.raises((CommandError, SauvegardeAbimee), match="abîmée"):
        sauvegarder(dossier / "une.tar.gz")
    assert list(dossier.glob("*.tar.gz")) == []
