from collections.abc import Callable
from typing import Any

import pytest

from sessions.models import Reception
from tests.sessions.terrain.envois import Tablette

MiseDeCote = Callable[..., Reception]


@pytest.fixture
def mettre_de_cote(tablette: Tablette) -> MiseDeCote:
    """Send an element that is not accepted; the reception that keeps it."""

    def mettre(envoye: dict[str, Any]) -> Reception:
        [verdict] = tablette.verdicts(envoye)
        assert verdict in {"quarantaine", "conflit"}
        return Reception.objects.a_corriger().get(element=envoye["id"])

    return mettre
