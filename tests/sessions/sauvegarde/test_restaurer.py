"""The command: everything comes back, or nothing changes."""

import io
import stat
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError
from django.db import OperationalError, connection
from psycopg import errors

from medlove.journal import consigner
from medlove.models import Equipe, Journal
from sessions.models import Rencontre
from sessions.sauvegarde import bases
from tests.fabriques import RencontreFactory
from tests.sessions.sauvegarde.conftest import (
    CLE,
    Comptes,
    restaurer,
    sans_journal,
    sauvegarder,
    tout_effacer,
)

pytestmark = pytest.mark.django_db(transaction=True)
Base = Callable[[], Comptes]


@pytest.fixture(params=["en clair", "chiffrée"])
def sauvegarde(request: pytest.FixtureRequest, base: Base, dossier: Path, settings: Any) -> Path:
    settings.MEDLOVE_CLE_SAUVEGARDE = CLE if request.param == "chiffrée" else ""
    sauvegarder(dossier / "une")
    return dossier / "une"


def fichiers(racine: Path) -> dict[str, bytes]:
    return {
        un.relative_to(racine).as_posix(): un.read_bytes()
        for un in racine.rglob("*")
        if un.is_file()
    }


def test_every_table_and_every_file_comes_back_the_same(
    base: Base, sauvegarde: Path, fichiers_prives: Path
):
    avant, prives = base(), fichiers(fichiers_prives)
    tout_effacer()
    (fichiers_prives / "cahiers/images/une.png").unlink()
    dit = restaurer(sauvegarde)
    assert sans_journal(base()) == sans_journal(avant)
    assert fichiers(fichiers_prives) == prives
    assert list(Journal.objects.values_list("action", flat=True))[:2] == [
        "base_restauree",
        "purge",
    ]
    assert dit.startswith("Restaurée : la sauvegarde du ")


def test_what_is_written_next_takes_no_key_of_what_came_back(base: Base, sauvegarde: Path):
    tout_effacer()
    restaurer(sauvegarde)
    consigner("purge")
    RencontreFactory()


def test_over_records_it_wants_to_be_told_twice_and_says_what_would_be_lost(
    base: Base, sauvegarde: Path, carnet: Equipe
):
    RencontreFactory(equipe=carnet)
    avant = base()
    with pytest.raises(CommandError, match=r"où manque : 1 rencontre, 1 sortie\..*--ecraser"):
        restaurer(sauvegarde)
    assert base() == avant
    dit = restaurer(sauvegarde, "--ecraser")
    assert "N’y étaient pas : 1 rencontre, 1 sortie." in dit
    assert Rencontre.objects.count() == 3


def test_files_that_the_backup_does_not_know_are_put_aside(
    base: Base, sauvegarde: Path, fichiers_prives: Path
):
    default_storage.save("cahiers/images/nouvelle.png", ContentFile(b"nouvelle"))
    (fichiers_prives / "cahiers/images/une.png").write_bytes(b"autre")
    dit = restaurer(sauvegarde, "--ecraser")
    (ecart,) = fichiers_prives.parent.glob("fichiers-ecartes-*")
    assert str(ecart) in dit
    assert stat.S_IMODE(ecart.stat().st_mode) == 0o700
    assert fichiers(ecart) == {
        "cahiers/images/nouvelle.png": b"nouvelle",
        "cahiers/images/une.png": b"autre",
    }
    assert (fichiers_prives / "cahiers/images/une.png").read_bytes().startswith(b"\x89PNG")


def test_nobody_is_still_signed_in(base: Base, sauvegarde: Path, client: Any):
    utilisateur = Equipe.objects.get(slug="ici").appartenances.get().utilisateur
    client.force_login(utilisateur, backend="allauth.account.auth_backends.AuthenticationBackend")
    restaurer(sauvegarde, "--ecraser")
    assert client.get("/").status_code == 302


# --- What is not whole is refused, and the base stays --------------------------------


@pytest.mark.parametrize("part", [0.0, 0.001, 0.3, 0.7, 0.999])
def test_a_file_cut_short_is_refused(part: float, base: Base, sauvegarde: Path):
    octets, avant = sauvegarde.read_bytes(), base()
    sauvegarde.write_bytes(octets[: int(len(octets) * part)])
    with pytest.raises(CommandError, match=r"abîmée|n’est pas une sauvegarde"):
        restaurer(sauvegarde, "--ecraser")
    assert base() == avant


@pytest.mark.parametrize("part", [0.05, 0.3, 0.6, 0.9, 0.995])
def test_one_byte_changed_is_refused(part: float, base: Base, sauvegarde: Path):
    octets, avant = bytearray(sauvegarde.read_bytes()), base()
    octets[int(len(octets) * part)] ^= 0x10
    sauvegarde.write_bytes(octets)
    with pytest.raises(CommandError, match="abîmée"):
        restaurer(sauvegarde, "--ecraser")
    assert base() == avant


@pytest.mark.parametrize("entree", ["tables/medlove_sessions.suppression/", "fichiers/"])
@pytest.mark.parametrize("faute", ["changee", "retiree", "ajoutee"])
def test_an_archive_made_again_around_another_entry_is_refused(
    faute: str, entree: str, base: Base, dossier: Path
):
    """Whole as a file, but not what its manifest says."""
    sauvegarder(dossier / "une")
    vers = dossier / "autre"
    with tarfile.open(dossier / "une") as avant, tarfile.open(vers, "w:gz") as apres:
        for une in avant:
            octets = avant.extractfile(une).read()  # type: ignore[union-attr]
            if une.name.startswith(entree):
                if faute == "retiree":
                    continue
                octets = octets.replace(b'"rencontre"', b'"RENCONTRE"').replace(b"PNG", b"GIF")
                if faute == "ajoutee":
                    apres.addfile(une, io.BytesIO(octets))
            apres.addfile(une, io.BytesIO(octets))
    avant_elle = base()
    with pytest.raises(CommandError, match="abîmée"):
        restaurer(vers, "--ecraser")
    assert base() == avant_elle


@pytest.mark.parametrize(
    ("cle", "phrase"),
    [("", "est chiffrée : donner sa clé"), ("une autre clef, assez longue", "n’est pas celle")],
)
def test_without_its_key_it_is_refused(
    cle: str, phrase: str, base: Base, dossier: Path, settings: Any
):
    settings.MEDLOVE_CLE_SAUVEGARDE = CLE
    sauvegarder(dossier / "une")
    avant = base()
    settings.MEDLOVE_CLE_SAUVEGARDE = cle
    with pytest.raises(CommandError, match=phrase):
        restaurer(dossier / "une", "--ecraser")
    assert base() == avant


@pytest.mark.parametrize("octets", [b"", b"une lettre", b"\x1f\x8b\x08 rien"])
def test_what_is_no_backup_is_refused(octets: bytes, base: Base, dossier: Path):
    (dossier / "autre").write_bytes(octets)
    with pytest.raises(CommandError, match=r"n’est pas une sauvegarde|abîmée"):
        restaurer(dossier / "autre", "--ecraser")


def test_a_file_that_is_not_there_is_said(base: Base, dossier: Path):
    with pytest.raises(CommandError, match="La base n’a pas été remplacée"):
        restaurer(dossier / "absente")


def test_one_of_a_later_program_is_refused(
    base: Base, dossier: Path, monkeypatch: pytest.MonkeyPatch
):
    vraies = bases.migrations_de
    monkeypatch.setattr(
        "sessions.sauvegarde.ecriture.migrations_de",
        lambda base: [*vraies(base), ["medlove", "0999_demain"]],
    )
    sauvegarder(dossier / "une")
    monkeypatch.setattr("sessions.sauvegarde.lecture.preparer", bases.preparer)
    with pytest.raises(CommandError, match=r"programme plus récent \(medlove.0999_demain\)"):
        restaurer(dossier / "une", "--ecraser")


@pytest.mark.deux_bases
def test_what_the_base_gives_back_otherwise_is_not_kept(
    base: Base, sauvegarde: Path, monkeypatch: pytest.MonkeyPatch
):
    """On SQLite, what was tried is copied page by page."""
    if connection.vendor == "sqlite":
        pytest.skip("nothing is written row by row")
    RencontreFactory()
    avant, compter = base(), bases.tables.compter
    monkeypatch.setattr(
        bases.tables, "compter", lambda qui, ou: {} if ou == bases.CIBLE else compter(qui, ou)
    )
    with pytest.raises(CommandError, match="rend autre chose"):
        restaurer(sauvegarde, "--ecraser")
    assert base() == avant


def test_nothing_is_left_of_the_trial(base: Base, sauvegarde: Path, fichiers_prives: Path):
    reste = fichiers_prives.parent / ".medlove-essai-tue"
    reste.mkdir()
    (reste / "base.sqlite3").touch()
    restaurer(sauvegarde, "--ecraser")
    assert list(fichiers_prives.parent.glob(".medlove-*")) == []


@pytest.mark.parametrize(
    "entete",
    [b"[]", b"{}", b'"x"', b"1", b'{"format":"9"}', b'{"format":9}', b'{"format":1}'],
)
def test_a_header_that_says_nothing_we_know_is_refused(entete: bytes, base: Base, dossier: Path):
    avant = base()
    with tarfile.open(dossier / "abimee", "w:gz") as archive:
        une = tarfile.TarInfo("medlove-sauvegarde.json")
        une.size = len(entete)
        archive.addfile(une, io.BytesIO(entete))
    with pytest.raises(CommandError, match="Cette sauvegarde est abîmée"):
        restaurer(dossier / "abimee", "--ecraser")
    assert base() == avant


@pytest.mark.deux_bases
@pytest.mark.parametrize("fois", [1, 2])
def test_stopped_to_let_a_writer_through_it_begins_again_a_few_times(
    base: Base, sauvegarde: Path, monkeypatch: pytest.MonkeyPatch, fois: int
):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time")
    avant, vider, restent = base(), bases.tables.vider, iter(range(fois))

    def vider_enfin(modeles: Any, ou: str) -> None:
        if ou == bases.CIBLE and next(restent, None) is not None:
            raise OperationalError("deadlock detected") from errors.DeadlockDetected()
        vider(modeles, ou)

    monkeypatch.setattr(bases.tables, "vider", vider_enfin)
    monkeypatch.setattr(bases, "ESSAIS", 2)  # of several, each as long as a restoration
    if fois < bases.ESSAIS:
        restaurer(sauvegarde, "--ecraser")
    else:
        with pytest.raises(CommandError, match=r"occupée.*Rien n’a été remplacé"):
            restaurer(sauvegarde, "--ecraser")
    assert sans_journal(base()) == sans_journal(avant)
