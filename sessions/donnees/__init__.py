"""A small language in which each room describes the elements a tablet sends."""

from sessions.donnees.champs import (
    Booleen,
    Champ,
    Code,
    Codes,
    Entier,
    Hachage,
    Identifiant,
    Jour,
    Quart,
    Reference,
    References,
    Texte,
)
from sessions.donnees.references import Contexte, reference
from sessions.donnees.refus import DonneesRefusees, Refus
from sessions.donnees.schema import Entrees, Schema
from sessions.donnees.types import TYPES, TypeDElement, Version, declarer

__all__ = [
    "TYPES",
    "Booleen",
    "Champ",
    "Code",
    "Codes",
    "Contexte",
    "DonneesRefusees",
    "Entier",
    "Entrees",
    "Hachage",
    "Identifiant",
    "Jour",
    "Quart",
    "Reference",
    "References",
    "Refus",
    "Schema",
    "Texte",
    "TypeDElement",
    "Version",
    "declarer",
    "reference",
]
