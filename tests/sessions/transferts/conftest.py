"""A territory that files name, on one day; those waiting for a yes are kept in memory."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.conf import settings
from django.test import override_settings

from medlove.models import Equipe
from territoires.models import Lieu, Quartier
from tests.fabriques import LieuFactory, QuartierFactory


@pytest.fixture(autouse=True)
def _depots_en_memoire() -> Iterator[None]:
    memoire = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "default": memoire}):
        yield


@pytest.fixture
def centre(equipe: Equipe) -> Quartier:
    """The quartier that the files of these tests name."""
    return QuartierFactory(code_insee=equipe.code_insee, numero=1, nom="Centre")


@pytest.fixture
def place(equipe: Equipe, centre: Quartier) -> Lieu:
    return LieuFactory(equipe=equipe, nom="Place 1", quartier=centre)


@pytest.fixture(autouse=True)
def _aujourd_hui() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 20, 12, tzinfo=UTC), tick=False):
        yield
