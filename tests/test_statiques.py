"""The static files as a server gives them: collected, hashed, and nothing missing."""

import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings
from whitenoise.compress import Compressor

RACINE = Path(__file__).resolve().parent.parent
# Compressing takes longer than all the rest, and is not ours to test.
SANS_COMPRESSION = [*Compressor.SKIP_COMPRESS_EXTENSIONS, "css", "js", "json", "map", "svg"]
IMPORT = re.compile(rb"""(?:from|import)\s*\(?["'](\.[^"']+)["']""")


@pytest.fixture(scope="module")
def collectes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder `collectstatic` fills: it fails by itself on a reference to a missing file.

    Without the files of Django's administration: many, and not ours.
    """
    dossier = tmp_path_factory.mktemp("statiques")
    with override_settings(
        STATIC_ROOT=str(dossier),
        STORAGES={"staticfiles": {"BACKEND": "medlove.fichiers.StatiquesHaches"}},
        WHITENOISE_SKIP_COMPRESS_EXTENSIONS=SANS_COMPRESSION,
    ):
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["admin"])
    return dossier


@pytest.fixture(scope="module")
def manifeste(collectes: Path) -> dict[str, str]:
    """The hashed name of each file, by its own name."""
    return json.loads((collectes / "staticfiles.json").read_text())["paths"]


def test_every_file_a_template_asks_for_is_there(manifeste: dict[str, str]):
    demandes = {
        nom
        for gabarit in (RACINE / "templates").rglob("*.html")
        for nom in re.findall(r"{% static ['\"](?!admin/)([^'\"]+)['\"]", gabarit.read_text())
    }
    assert demandes
    assert demandes - manifeste.keys() == set()


def test_our_modules_import_each_other_by_their_hashed_names(
    collectes: Path, manifeste: dict[str, str]
):
    nus = [
        f"{nom} → {importe.decode()}"
        for nom, hache in manifeste.items()
        if nom.startswith("js/") and nom.endswith(".js")
        for importe in IMPORT.findall((collectes / hache).read_bytes())
        if not re.search(rb"\.[0-9a-f]{12}\.js$", importe)
    ]
    assert not nus


def test_nothing_of_ours_is_loaded_from_another_host():
    ailleurs = [
        chemin.relative_to(RACINE).as_posix()
        for genre in ("css", "js")
        for chemin in (RACINE / "static" / genre).rglob(f"*.{genre}")
        if re.search(r"(url\(|import|from|fetch\()\s*[\"']?(https?:)?//", chemin.read_text())
    ]
    assert not ailleurs
