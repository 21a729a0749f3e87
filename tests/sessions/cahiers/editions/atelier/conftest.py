from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings

from medlove.models import Equipe
from sessions.cahiers.editions import production
from sessions.cahiers.editions.rendu import Fabrique
from sessions.models import Cahier
from tests.epreuve.serveur import adresse_de
from tests.fabriques import CahierFactory

FILE_D_ATTENTE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture(autouse=True)
def fichiers(tmp_path: Path) -> Iterator[Path]:
    """The private files of one test, and nothing else."""
    dossier = tmp_path / "fichiers"
    range_la = {**settings.STORAGES["default"], "OPTIONS": {"location": str(dossier)}}
    with override_settings(STORAGES={**settings.STORAGES, "default": range_la}):
        yield dossier


@pytest.fixture
def cahier(equipe: Equipe) -> Cahier:
    return CahierFactory(equipe=equipe, periode="2024")


@pytest.fixture
def feuille() -> bytes:
    """A PDF of one page."""
    pdf, brut = pikepdf.new(), BytesIO()
    pdf.add_blank_page()
    pdf.save(brut)
    return brut.getvalue()


@pytest.fixture
def une_page(monkeypatch: pytest.MonkeyPatch, feuille: bytes) -> None:
    """Every making gives one page: what is in it is told elsewhere."""
    monkeypatch.setattr(production, "fabriquer", lambda *_: Fabrique(feuille, 1, "d" * 64))


@pytest.fixture
def en_file() -> Iterator[None]:
    """What is asked for waits on the queue, as in production."""
    with override_settings(TASKS=FILE_D_ATTENTE):
        yield


@pytest.fixture
def dans_un_enfant(
    base_partagee: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
    fichiers: Path,
    en_file: None,
) -> Iterator[Callable[..., None]]:
    """From its call on, editions are made in real child processes, on the database of the test.

    Named, a trouble of `pannes.py` is planted in them.
    """

    def passer(panne: str = "") -> None:
        base_partagee()
        monkeypatch.setenv("DATABASE_URL", adresse_de(connection.settings_dict))
        monkeypatch.setenv("MEDLOVE_FICHIERS", str(fichiers))
        monkeypatch.setenv("MEDLOVE_EDITION_SUR_PLACE", "0")
        monkeypatch.setenv("MEDLOVE_PANNE", panne)
        monkeypatch.setenv(
            "DJANGO_SETTINGS_MODULE", "tests.sessions.cahiers.editions.atelier.reglages"
        )

    with override_settings(MEDLOVE_EDITION_SUR_PLACE=False):
        yield passer
