"""A file is written whole, and what the system refuses reaches whoever asked in French."""

import errno
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from medlove.systeme import REFUS, dire, poser


@pytest.mark.parametrize("numero", [*REFUS])
def test_the_usual_refusals_are_in_french(numero: int):
    assert dire(OSError(numero, "In English", "chemin")) == REFUS[numero]


def test_a_rare_one_says_its_number():
    rare = OSError(errno.EIO, "Input/output error")
    assert dire(rare) == f"le système l’a refusé (erreur {errno.EIO})"
    assert dire(OSError("sans numéro")) == "sans numéro"


@pytest.mark.django_db
def test_a_file_that_is_not_there_is_said_so(tmp_path: Path):
    with pytest.raises(CommandError, match=r"absent : ce fichier .* n’existe pas\. "):
        call_command("restaurer", str(tmp_path / "absent"))


def test_a_file_is_written_and_written_over(tmp_path: Path):
    for contenu in (b"un", b"autre"):
        poser(tmp_path / "fichier", contenu)
        assert (tmp_path / "fichier").read_bytes() == contenu
    assert [un.name for un in tmp_path.iterdir()] == ["fichier"]


def test_it_may_be_read_by_whom_one_says(tmp_path: Path):
    poser(tmp_path / "fichier", b"", mode=0o640)
    assert (tmp_path / "fichier").stat().st_mode & 0o777 == 0o640


def test_a_full_disk_leaves_the_file_that_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def a_moitie(chemin: Path, contenu: bytes) -> None:
        with chemin.open("wb") as fichier:
            fichier.write(contenu[:2])
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "fichier").write_bytes(b"ancien")
    monkeypatch.setattr(Path, "write_bytes", a_moitie)
    with pytest.raises(OSError, match="No space"):
        poser(tmp_path / "fichier", b"nouveau")
    assert (tmp_path / "fichier").read_bytes() == b"ancien"
    assert [un.name for un in tmp_path.iterdir()] == ["fichier"]


def test_a_link_keeps_pointing_at_the_file(tmp_path: Path):
    (tmp_path / "lien").symlink_to(tmp_path / "fichier")
    poser(tmp_path / "lien", b"un")
    assert (tmp_path / "lien").is_symlink()
    assert (tmp_path / "fichier").read_bytes() == b"un"


def test_a_pipe_is_written_to(tmp_path: Path):
    tuyau = tmp_path / "tuyau"
    os.mkfifo(tuyau)
    lecture = os.open(tuyau, os.O_RDONLY | os.O_NONBLOCK)
    try:
        poser(tuyau, b"un")
        assert os.read(lecture, 10) == b"un"
    finally:
        os.close(lecture)
    assert tuyau.is_fifo()


def test_a_folder_is_not_a_file(tmp_path: Path):
    with pytest.raises(IsADirectoryError):
        poser(tmp_path, b"")
