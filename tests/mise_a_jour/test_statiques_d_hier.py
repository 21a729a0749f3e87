"""Static files are collected over those of yesterday, as docs/mise-a-jour.md says to."""

import json
import shutil
from pathlib import Path

import pytest
from django.conf import settings

from tests.statiques import collecter


def noms(dossier: Path) -> set[str]:
    """What pages name: the hashed name of each file."""
    return set(json.loads((dossier / "staticfiles.json").read_text())["paths"].values())


@pytest.mark.complet
def test_pages_of_yesterday_still_find_their_files_and_those_of_today_have_theirs(tmp_path: Path):
    sources = shutil.copytree(settings.BASE_DIR / "static", tmp_path / "sources")
    servis = collecter(tmp_path / "servis", STATICFILES_DIRS=[str(sources)])
    hier = noms(servis)
    module = sources / "js/terrain/horaires.js"
    module.write_text(f"{module.read_text()}export const SUIVANT = 1;\n")
    collecter(servis, STATICFILES_DIRS=[str(sources)])
    aujourd_hui = noms(servis)
    assert hier - aujourd_hui
    assert [nom for nom in hier | aujourd_hui if not (servis / nom).is_file()] == []
