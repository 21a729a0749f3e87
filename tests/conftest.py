"""What every test has around it."""

from collections.abc import Iterator

import pytest
from django.conf import settings

from tests.client import ClientExigeant
from tests.gabarits import surveillance

pytest_plugins = ["tests.personnes"]


@pytest.fixture(autouse=True, scope="session")
def _gabarits_surveilles() -> Iterator[None]:
    with surveillance():
        yield


@pytest.fixture(autouse=True, scope="session")
def _mots_de_passe_rapides() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(
            settings, "PASSWORD_HASHERS", ["django.contrib.auth.hashers.MD5PasswordHasher"]
        )
        yield


@pytest.fixture(autouse=True)
def _fichiers_a_part(settings: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Uploaded and produced files go to a folder of the test, never to the project's."""
    dossier = str(tmp_path_factory.getbasetemp() / "fichiers")
    settings.STORAGES = {  # type: ignore[attr-defined]
        **settings.STORAGES,  # type: ignore[attr-defined]
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": dossier},
        },
    }


@pytest.fixture
def client() -> ClientExigeant:
    """A visitor; sign somebody in with `client.force_login(…)`."""
    return ClientExigeant()
