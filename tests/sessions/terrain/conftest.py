import pytest

from medlove.models import Equipe
from tests.sessions.terrain.envois import Tablette


@pytest.fixture
def tablette(equipe: Equipe) -> Tablette:
    return Tablette(equipe)


@pytest.fixture
def ailleurs(autre_equipe: Equipe) -> Tablette:
    return Tablette(autre_equipe)
