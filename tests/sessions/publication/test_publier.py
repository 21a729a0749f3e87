"""The command: files, refusals, and nothing written twice."""

import hashlib
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from medlove.models import Equipe
from sessions.models import Publication, Rencontre
from sessions.publication.fichiers import COLONNES, MANIFESTE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cle", "au_20_novembre")]


def publier(*mots: str) -> str:
    sortie = StringIO()
    call_command("publier", *mots, stdout=sortie)
    return sortie.getvalue()


def contenu(dossier: Path) -> dict[str, tuple[bytes, int]]:
    """By name, the bytes of a file and when it was last written."""
    return {un.name: (un.read_bytes(), un.stat().st_mtime_ns) for un in dossier.iterdir()}


def test_files_are_written_and_a_rerun_touches_none(
    equipe: Equipe, saison: list[Rencontre], tmp_path: Path
) -> None:
    mots = ("--equipe", equipe.slug, "--trimestre", "2026-T3", "--vers", str(tmp_path / "la"))
    dit = publier(*mots)
    faits = {
        un.name: (un.read_bytes(), un.stat().st_mtime_ns) for un in (tmp_path / "la").iterdir()
    }
    tables = {"T2.csv", "T5.csv", "T6.csv"}
    carte = {"territoires.geojson", "territoires.qml"}
    assert set(faits) == tables | carte | {"libelles.csv", "datapackage.json", "manifeste.json"}
    assert "T6 : 1 cellules montrées sur 2" in dit or "T6 : 0 cellules montrées sur 2" in dit
    assert publier(*mots) == dit
    assert contenu(tmp_path / "la") == faits


def test_the_manifest_names_each_file_with_its_digest(
    equipe: Equipe, saison: list[Rencontre], tmp_path: Path
) -> None:
    publier("--equipe", equipe.slug, "--trimestre", "2026-T3", "--vers", str(tmp_path))
    manifeste = json.loads((tmp_path / MANIFESTE).read_text(encoding="utf-8"))
    autres = {un.name for un in tmp_path.iterdir()} - {MANIFESTE}
    assert set(manifeste["fichiers"]) == autres
    for nom, attendu in manifeste["fichiers"].items():
        assert hashlib.sha256((tmp_path / nom).read_bytes()).hexdigest() == attendu


def test_a_hidden_cell_leaves_an_empty_value_and_nothing_else(
    equipe: Equipe, saison: list[Rencontre], tmp_path: Path
) -> None:
    publier("--equipe", equipe.slug, "--trimestre", "2026-T3", "--vers", str(tmp_path))
    lignes = (tmp_path / "T6.csv").read_text(encoding="utf-8").splitlines()
    assert lignes[0] == ",".join(COLONNES)
    assert "2026-T3,35238-2,,,,,masque" in lignes
    geojson = json.loads((tmp_path / "territoires.geojson").read_text(encoding="utf-8"))
    second = next(un for un in geojson["features"] if un["id"] == "35238-2")
    assert second["properties"]["T6"] is None


@pytest.mark.parametrize(
    ("mots", "phrase"),
    [
        (["--trimestre", "2026-T5"], "n’est pas un trimestre"),
        (["--annee", "26"], "n’est pas une année"),
        (["--trimestre", "2026-T4"], "n’est pas fini"),
    ],
)
def test_a_refusal_is_one_sentence_and_writes_nothing(
    equipe: Equipe, saison, tmp_path: Path, mots: list[str], phrase: str
) -> None:
    with pytest.raises(CommandError, match=phrase):
        publier("--equipe", equipe.slug, *mots, "--vers", str(tmp_path / "la"))
    assert not (tmp_path / "la").exists()
    assert not Publication.objects.exists()


def test_a_folder_that_cannot_be_written_is_told_and_the_publication_stays(
    equipe: Equipe, saison, tmp_path: Path
) -> None:
    fichier = tmp_path / "fichier"
    fichier.write_text("déjà là", encoding="utf-8")
    with pytest.raises(CommandError, match=r"pas un dossier.*choisir un autre dossier"):
        publier("--equipe", equipe.slug, "--trimestre", "2026-T3", "--vers", str(fichier))
    assert Publication.objects.count() == 1
