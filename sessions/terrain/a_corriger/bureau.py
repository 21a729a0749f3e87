"""An element set aside, as the desk takes it up: its raw content, readable again."""

import json
import re
from typing import Any

from sessions.donnees import Version
from sessions.terrain.lots.recu import Recu
from sessions.terrain.models import Reception

ILLISIBLE = re.compile("[\x00\ud800-\udfff]")
REMPLACANT = "\ufffd"


class RecuAuBureau(Recu):
    """An element as the coordination says it.

    Its author may have left the équipe since: what was noted stays under the name of the
    person who noted it. A tablet may not say so, the coordination may.
    """

    def __init__(self, brut: Any) -> None:
        super().__init__(brut, echappe=False)

    def version(self) -> Version:
        version = super().version()
        if version.auteur:
            version.lecture.citations.clear()
            version.lecture.citer("auteur", "membre", version.auteur)
        return version


def element(reception: Reception) -> Any:
    """The raw element as it came, whether or not the database had room for it in JSON."""
    brut = reception.brut
    if type(brut) is dict and brut.keys() == {"texte"} and type(brut["texte"]) is str:
        try:
            return json.loads(brut["texte"])
        except ValueError:
            return brut
    return brut


def lisible(valeur: Any) -> Any:
    """The same content, with a mark in place of what no page can hold."""
    if type(valeur) is str:
        return ILLISIBLE.sub(REMPLACANT, valeur)
    if type(valeur) is list:
        return [lisible(une) for une in valeur]
    if type(valeur) is dict:
        return {lisible(cle): lisible(une) for cle, une in valeur.items()}
    return valeur
