"""What every test has around it."""

from collections.abc import Iterator

import pytest
from django.conf import settings

from tests.client import ClientExigeant
from tests.gabarits import pages_seules, surveillance

pytest_plugins = [
    "pytester",
    "tests.base_migree",
    "tests.base_partagee",
    "tests.fautes.table",
    "tests.matrice",
    "tests.personnes",
    "tests.objets",
    "tests.papier",
    "tests.polices",
    "tests.statiques",
    "tests.chronometre",
    "tests.au_sort",
]


@pytest.fixture(autouse=True, scope="session")
def _gabarits_surveilles(django_test_environment: None) -> Iterator[None]:
    with surveillance(), pages_seules():
        yield


@pytest.fixture(autouse=True, scope="session")
def _reglages_rapides() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(
            settings, "PASSWORD_HASHERS", ["django.contrib.auth.hashers.MD5PasswordHasher"]
        )
        # Else whitenoise lists every static file again for every client.
        monkeypatch.setattr(settings, "WHITENOISE_AUTOREFRESH", True, raising=False)
        yield


@pytest.fixture
def client() -> ClientExigeant:
    """A visitor; sign somebody in with `client.force_login(…)`."""
    return ClientExigeant()
