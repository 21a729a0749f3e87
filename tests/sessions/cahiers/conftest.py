import pytest

from medlove.models import Equipe
from sessions.cahiers.services import commencer
from sessions.models import Cahier
from tests.fabriques import (
    BesoinFactory,
    HalteFactory,
    PassagesFactory,
    QuartierFactory,
    RencontreFactory,
)


@pytest.fixture
def saison(equipe: Equipe) -> None:
    """One quartier: 7 rencontres for aid, 3 for a broken device, 21 passages, 2 refus."""
    halte = HalteFactory(
        sortie__equipe=equipe, sortie__quartier=QuartierFactory(numero=11, nom="Le Blosne")
    )
    PassagesFactory(halte=halte, passages=21, refus=2)
    for code in ["aides_prestations"] * 7 + ["reparer_un_appareil"] * 3:
        rencontre = RencontreFactory(sortie=halte.sortie, halte=halte)
        BesoinFactory(rencontre=rencontre, code=code)


@pytest.fixture
def cahier(equipe: Equipe) -> Cahier:
    return commencer(Cahier(equipe=equipe, titre="Un été au Blosne", periode="2026-T3"))
