"""Files of outils are kept in memory while these tests run."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import override_settings

from medlove.models import Equipe
from sessions.models import Outil
from tests.fabriques import OutilFactory, dessin

PDF = b"%PDF-1.7\n%%EOF\n"
MONTRE = "Une roue de vélo couverte de douze cartes"


@pytest.fixture(autouse=True)
def _fichiers_en_memoire() -> Iterator[None]:
    memoire = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "default": memoire}):
        yield


@pytest.fixture
def outil(equipe: Equipe) -> Outil:
    return OutilFactory(
        equipe=equipe,
        nom="La roue",
        regles="Tourner.\nRaconter.",
        minutes=10,
        materiel="Une roue, douze cartes",
        photo=ContentFile(dessin(), name="roue.jpg"),
        photo_montre=MONTRE,
        a_imprimer=ContentFile(PDF, name="roue.pdf"),
    )
