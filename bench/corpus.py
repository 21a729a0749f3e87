"""What the tablet sends during a measure: rencontres as an evening tells them."""

import json
from itertools import count
from typing import Any
from uuid import uuid4

from tests.fabriques import EquipeFactory, PartenaireFactory
from tests.sessions.terrain.envois import Tablette, besoin, lot


class Corpus:
    """One équipe, one tablet, one sortie; rencontres without end, never twice the same."""

    def __init__(self) -> None:
        self.tablette = Tablette(EquipeFactory())
        self.partenaire = str(PartenaireFactory(equipe=self.tablette.equipe).pk)
        self._rangs = count()

    @property
    def entetes(self) -> dict[str, str]:
        return {
            "Authorization": f"Medlove-Appareil {self.tablette.jeton}",
            "Content-Type": "application/json",
        }

    def lot(self, elements: int) -> bytes:
        """The body of a lot of so many rencontres."""
        return json.dumps(lot(*(self.rencontre() for _ in range(elements)))).encode()

    def rencontre(self) -> dict[str, Any]:
        """A besoin and who it was; now and then what else may hang on a rencontre."""
        rang = next(self._rangs)
        besoins = [premier := besoin()]
        plus: dict[str, Any] = {}
        if rang % 2 == 0:
            plus["note"] = "Contente d’avoir fini, reviendra avec son courrier."
        if rang % 3 == 0:
            premier["exigences"] = ["lire_et_ecrire"]
        if rang % 4 == 0:
            besoins.append(besoin(categorie="discuter"))
        if rang % 5 == 0:
            plus["orientations"] = [
                {
                    "id": str(uuid4()),
                    "besoin": premier["id"],
                    "partenaire": self.partenaire,
                    "modalite": "carte_remise",
                }
            ]
        if rang % 6 == 0:
            plus |= {"vecu": ["fiere"], "questions_posees": ["exigences"]}
        return self.tablette.rencontre(besoins=besoins, **plus)
