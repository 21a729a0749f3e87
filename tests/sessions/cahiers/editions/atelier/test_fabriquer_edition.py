"""`fabriquer_edition`: what the child process says."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from sessions.management.commands import fabriquer_edition
from sessions.models import Cahier
from tests.fabriques_editions import EditionEnAttenteFactory

INCONNUE = "0b8f5b0e-6d3f-4a53-9f4a-3c1c1f0f9d11"


@pytest.fixture(autouse=True)
def _sans_se_tenir(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits are for a process of its own (`test_enfant.py`)."""
    monkeypatch.setattr(fabriquer_edition, "se_tenir", lambda *_: None)


@pytest.mark.usefixtures("une_page")
def test_it_writes_the_file_and_says_what_it_is(
    cahier: Cahier, tmp_path: Path, feuille: bytes
) -> None:
    edition, vers, dit = EditionEnAttenteFactory(cahier=cahier), tmp_path / "x.pdf", StringIO()
    call_command("fabriquer_edition", str(edition.pk), vers=vers, stdout=dit)
    assert vers.read_bytes() == feuille
    assert json.loads(dit.getvalue()) == {
        "publiee": False,
        "donnees": "d" * 64,
        "pages": 1,
        "erreur": "",
    }


@pytest.mark.django_db
def test_an_unknown_edition_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Il n’y a pas d’édition"):
        call_command("fabriquer_edition", INCONNUE, vers=tmp_path / "x.pdf")
