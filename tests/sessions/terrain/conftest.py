import pytest
from django.core.cache import cache

from medlove.models import Equipe
from tests.sessions.terrain.envois import Tablette


@pytest.fixture(autouse=True)
def _compteurs_a_zero() -> None:
    cache.clear()


@pytest.fixture
def tablette(equipe: Equipe) -> Tablette:
    return Tablette(equipe)


@pytest.fixture
def ailleurs(autre_equipe: Equipe) -> Tablette:
    return Tablette(autre_equipe)
