"""The static files as a server gives them, collected once for all the tests that look at them."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings
from whitenoise.compress import Compressor

# Compressing takes longer than all the rest, and is not ours to test.
SANS_COMPRESSION = [*Compressor.SKIP_COMPRESS_EXTENSIONS, "css", "js", "json", "map", "svg"]


@pytest.fixture(scope="session")
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


@pytest.fixture(scope="session")
def manifeste(collectes: Path) -> dict[str, str]:
    """The hashed name of each file, by its own name."""
    noms: dict[str, str] = json.loads((collectes / "staticfiles.json").read_text())["paths"]
    return noms
