"""The empreintes of a season: without them a tablet could not edit what it finds."""

from collections.abc import Sequence

from sessions.demonstration.saison import Saison
from sessions.donnees import TYPES
from sessions.element import Element
from sessions.empreinte import empreinte

LOT = 500


def sceller(saison: Saison) -> None:
    """Give each record, once written, the empreinte of what the contract says of it."""
    _sceller("sortie", saison.sorties)
    _sceller("halte", saison.haltes)
    _sceller("passages", saison.passages)
    _sceller("bilan", saison.bilans)
    _sceller("rencontre", saison.recit.rencontres)
    _sceller("appel", saison.recit.appels)


def _sceller(nom: str, elements: Sequence[Element]) -> None:
    for debut in range(0, len(elements), LOT):
        lot = elements[debut : debut + LOT]
        donnees = TYPES[nom].donnees(lot)
        for element in lot:
            element.empreinte = empreinte(donnees[element.pk])
        TYPES[nom].modele._default_manager.bulk_update(lot, ["empreinte"])
