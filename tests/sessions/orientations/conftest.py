"""An orientation made on a tablet, with the token that its card shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from medlove.models import Equipe
from sessions.models import Orientation
from sessions.orientations.jetons import code_court, forger, hacher
from territoires.models import Partenaire
from tests.fabriques import PartenaireFactory
from tests.sessions.terrain.envois import Tablette, besoin

REMISE_LE = "2026-09-15 14:30:00+02:00"
DIX_JOURS_APRES = "2026-09-25 10:00:00+02:00"


@dataclass
class Remise:
    """What the tablet knows: the element it sent, the token in clear."""

    tablette: Tablette
    envoye: dict[str, Any]
    jeton: str

    @property
    def id(self) -> str:
        return str(self.envoye["donnees"]["orientations"][0]["id"])

    @property
    def code(self) -> str:
        return code_court(hacher(self.jeton))

    def en_base(self) -> Orientation:
        return Orientation.objects.get(pk=self.id)


def remettre(tablette: Tablette, partenaire: Partenaire, **autres: Any) -> Remise:
    """One rencontre sent, its besoin oriented to the partenaire."""
    jeton, un = forger(), besoin(reponse="orientation", categorie="logement")
    orientation = {
        "id": str(uuid4()),
        "besoin": un["id"],
        "partenaire": str(partenaire.pk),
        "modalite": "carte_remise",
        "jeton_sha256": hacher(jeton),
        **autres,
    }
    envoye = tablette.rencontre(besoins=[un], orientations=[orientation])
    assert tablette.verdicts(envoye) == ["cree"]
    return Remise(tablette, envoye, jeton)


@pytest.fixture
def horloge() -> Iterator[Any]:
    """Ten days after the orientation; `horloge.move_to(…)`."""
    with time_machine.travel(DIX_JOURS_APRES, tick=False) as voyage:
        yield voyage


@pytest.fixture
def partenaire(equipe: Equipe) -> Partenaire:
    return PartenaireFactory(equipe=equipe, nom="Espace social du Blosne")


@pytest.fixture
def tablette(equipe: Equipe) -> Tablette:
    return Tablette(equipe)


@pytest.fixture
def remise(horloge: Any, tablette: Tablette, partenaire: Partenaire) -> Remise:
    return remettre(tablette, partenaire)
