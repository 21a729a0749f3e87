"""The static files as a server gives them, collected once for all that look at them: the workers
of all the steps of `bin/test` (tests/base_migree.py)."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import Storage
from django.core.management import call_command
from django.test import override_settings
from django.utils._os import safe_join
from whitenoise.compress import Compressor

from tests.base_migree import chacun_son_tour, dossier_partage

STATIQUES_SERVIS = {"BACKEND": "medlove.fichiers.StatiquesHaches"}
# Compressing takes longer than all the rest, and is not ours to test.
SANS_COMPRESSION = [*Compressor.SKIP_COMPRESS_EXTENSIONS, "css", "js", "json", "map", "svg"]


def collecter(dossier: Path, **reglages: Any) -> Path:
    """The folder `collectstatic` fills: it fails by itself on a reference to a missing file.

    Without the files of Django's administration: many, and not ours.
    """
    with override_settings(
        STATIC_ROOT=str(dossier),
        STORAGES={"staticfiles": STATIQUES_SERVIS},
        WHITENOISE_SKIP_COMPRESS_EXTENSIONS=SANS_COMPRESSION,
        **reglages,
    ):
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["admin"])
    return dossier


class Collectes(BaseFinder):
    """What was collected, for a server of tests that serves what is found."""

    def find(self, path: str, find_all: bool = False, **options: Any) -> Any:
        chemin = Path(safe_join(settings.STATIC_ROOT, path))
        trouves = [str(chemin)] if chemin.is_file() else []
        return trouves if find_all else "".join(trouves)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        yield from ()


@pytest.fixture(scope="session")
def collectes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    dossier = dossier_partage(tmp_path_factory)
    if dossier is None:
        return collecter(tmp_path_factory.mktemp("statiques"))
    faits = dossier / "statiques"
    with chacun_son_tour(faits):
        if not faits.exists():
            collecter(dossier / "statiques.brouillon").rename(faits)
    return faits


@pytest.fixture(scope="session")
def manifeste(collectes: Path) -> dict[str, str]:
    """The hashed name of each file, by its own name."""
    noms: dict[str, str] = json.loads((collectes / "staticfiles.json").read_text())["paths"]
    return noms
