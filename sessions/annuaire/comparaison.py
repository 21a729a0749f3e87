"""Two partenaires side by side, field by field, as a screen says them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format

from territoires.annuaire.mots import en_mots, ensemble
from territoires.annuaire.reperage import sources
from territoires.annuaire.schema import VALEURS, libelle
from territoires.models import Partenaire

CHAMPS = [
    *["nom", "genre_de_structure"],
    *(un for un in VALEURS if un not in {"nom", "latitude", "longitude"}),
    *["repere", "quartier", "latitude", "verifie_le", "en_pause_jusqu_au"],
]


@dataclass(frozen=True)
class Cote:
    """One of the two, with what hangs on it."""

    partenaire: Partenaire
    orientations: int
    sources: str


@dataclass(frozen=True)
class Ligne:
    etiquette: str
    mots: tuple[str, str]

    @property
    def differe(self) -> bool:
        return self.mots[0] != self.mots[1]


def cotes(paire: Sequence[Partenaire]) -> list[Cote]:
    return [
        Cote(un, un.orientations.count(), ", ".join(nom for (nom, _), _ in sources(un)))
        for un in paire
    ]


def lignes(un: Partenaire, autre: Partenaire) -> Iterator[Ligne]:
    """The fields that one of them fills."""
    for nom in CHAMPS:
        mots = (_mots(un, nom), _mots(autre, nom))
        if any(mots):
            yield Ligne(_etiquette(nom), mots)


def _etiquette(nom: str) -> str:
    if nom == "latitude":
        return "Position"
    etiquette = libelle(nom)
    return etiquette[:1].upper() + etiquette[1:]


def _mots(partenaire: Partenaire, nom: str) -> str:
    valeur: Any = getattr(partenaire, nom)
    if nom == "genre_de_structure":
        return str(partenaire.get_genre_de_structure_display())
    if nom == "latitude":
        return ensemble(("latitude", "longitude"), (valeur, partenaire.longitude))
    return date_format(valeur, "j F Y") if isinstance(valeur, date) else en_mots(nom, valeur)
