"""`manage.py cahier`."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from medlove.models import Equipe


def composer(vers: Path, *nom: str, **options: Any) -> None:
    call_command("cahier", *nom, vers=vers, verbosity=0, **options)


@pytest.mark.usefixtures("saison")
def test_it_writes_a_pdf_for_the_only_equipe(tmp_path: Path) -> None:
    composer(tmp_path / "cahier.pdf")
    assert (tmp_path / "cahier.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.usefixtures("equipe", "autre_equipe")
def test_it_asks_which_equipe_when_there_are_two(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="--equipe"):
        composer(tmp_path / "cahier.pdf")


def test_it_says_when_there_is_no_equipe(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="creer_equipe"):
        composer(tmp_path / "cahier.pdf")


def test_it_names_the_equipes_it_knows(equipe: Equipe, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=equipe.slug):
        composer(tmp_path / "cahier.pdf", equipe="inconnue")


@pytest.mark.usefixtures("equipe")
def test_it_refuses_a_period_upside_down(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="avant de commencer"):
        call_command(
            "cahier", "--du", "2026-09-30", "--au", "2026-07-01", "--vers", tmp_path / "c.pdf"
        )


@pytest.mark.usefixtures("saison")
def test_it_says_when_the_folder_is_missing_before_working(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="n’existe pas"):
        composer(tmp_path / "absent" / "cahier.pdf")


@pytest.mark.usefixtures("equipe")
@pytest.mark.parametrize(("du", "au"), [("0001-01-01", "2026-06-30"), ("2026-04-01", "9999-12-31")])
def test_it_refuses_a_period_of_another_century(tmp_path: Path, du: str, au: str) -> None:
    with pytest.raises(CommandError, match="trop loin"):
        call_command("cahier", "--du", du, "--au", au, "--vers", tmp_path / "c.pdf")
