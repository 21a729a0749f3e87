"""`manage.py cahier`."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.staticfiles import finders
from django.core.management import CommandError, call_command
from django.db import connection
from pikepdf import Pdf

from medlove.models import Equipe
from sessions import pdf
from sessions.cahiers.editions.models import Variante
from sessions.cahiers.editions.rendu import fabriquer
from sessions.models import Cahier, Section
from sessions.pdf import polices


def composer(vers: Path, *nom: str, **options: Any) -> None:
    call_command("cahier", *nom, vers=vers, verbosity=0, **options)


@pytest.mark.usefixtures("saison")
def test_it_writes_a_pdf_for_the_only_equipe(tmp_path: Path) -> None:
    composer(tmp_path / "cahier.pdf")
    assert (tmp_path / "cahier.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.usefixtures("saison")
def test_without_a_name_it_prints_the_outline_over_the_last_closed_trimestre_and_keeps_nothing(
    tmp_path: Path,
) -> None:
    dit = StringIO()
    with time_machine.travel("2026-11-27"):
        call_command("cahier", "--vers", tmp_path / "cahier.pdf", stdout=dit)
    assert "3e\u00a0trimestre 2026" in dit.getvalue()
    assert not Cahier.objects.exists()
    assert not Section.objects.exists()


@pytest.mark.usefixtures("saison")
def test_the_database_is_free_while_the_pages_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendre, profondeurs = pdf.rendre, [len(connection.savepoint_ids)]

    def noter(*args: Any, **options: Any) -> bytes:
        profondeurs.append(len(connection.savepoint_ids))
        return rendre(*args, **options)

    monkeypatch.setattr(pdf, "rendre", noter)
    composer(tmp_path / "cahier.pdf")
    assert len(profondeurs) == 2
    assert profondeurs[0] == profondeurs[1]


@pytest.mark.usefixtures("saison")
def test_a_cahier_is_asked_for_by_its_title(cahier: Cahier, tmp_path: Path) -> None:
    composer(tmp_path / "cahier.pdf", "Un été au Blosne")
    fait = fabriquer(cahier, Variante.NUMERIQUE)
    assert (tmp_path / "cahier.pdf").read_bytes() == fait.pdf


@pytest.mark.usefixtures("cahier")
def test_it_says_when_there_is_none_of_this_title(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="n’a pas de cahier « Autre »"):
        composer(tmp_path / "cahier.pdf", "Autre")


@pytest.mark.usefixtures("saison")
@pytest.mark.parametrize("variante", Variante.values)
def test_each_variante_is_a_file_of_its_own(variante: str, tmp_path: Path) -> None:
    composer(tmp_path / "cahier.pdf", variante=variante)
    with Pdf.open(tmp_path / "cahier.pdf") as lu:
        gauche, _, droite, _ = (float(un) for un in lu.pages[0].mediabox)
    largeur = {"numerique": 210, "impression": 230, "livret": 297}[variante]
    assert (droite - gauche) / 72 * 25.4 == pytest.approx(largeur, abs=0.1)


@pytest.mark.usefixtures("saison")
def test_a_missing_font_is_one_sentence_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trouver = finders.find
    monkeypatch.setattr(
        finders, "find", lambda nom: None if nom.endswith(".woff2") else trouver(nom)
    )
    polices.depliee.cache_clear()
    polices.signes.cache_clear()
    with pytest.raises(CommandError, match=r"La police .* manque"):
        composer(tmp_path / "cahier.pdf")
    assert not (tmp_path / "cahier.pdf").exists()


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
    with pytest.raises(CommandError, match="ni un trimestre ni une année"):
        call_command("cahier", "--du", du, "--au", au, "--vers", tmp_path / "c.pdf")
