"""Files waiting for a yes are kept in memory while these tests run."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import override_settings


@pytest.fixture(autouse=True)
def _depots_en_memoire() -> Iterator[None]:
    memoire = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "default": memoire}):
        yield
