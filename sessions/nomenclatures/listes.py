"""The reference lists kept as JSON beside this module: stable ASCII codes, French labels.

Labels may be edited without a migration: models take `Choix(...)`, a callable.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Q

ICI = Path(__file__).parent
NON_RENSEIGNE = "non_renseigne"
AUTRE_FAMILLE = "autre"


def _json(nom: str) -> Any:
    return json.loads((ICI / f"{nom}.json").read_text(encoding="utf-8"))


@cache
def libelles(liste: str) -> dict[str, str]:
    """The labels of a list by code, in screen order. KeyError for an unknown list."""
    return {entree[0]: entree[1] for entree in _listes()[liste]}


@cache
def codes(liste: str) -> frozenset[str]:
    """The codes of a list."""
    return frozenset(libelles(liste))


def parmi(champ: str, liste: str) -> Q:
    """The condition of a database constraint: the column holds a code of the list."""
    return Q(**{f"{champ}__in": sorted(codes(liste))})


@cache
def sortes_d_exigences() -> dict[str, str]:
    """The kind (financiere, materielle, cognitive, culturelle) of each exigence."""
    return {code: sorte for code, _, sorte in _listes()["exigence"]}


@cache
def domaines() -> dict[str, "Domaine"]:
    """The five domains of besoin by code, in screen order."""
    return {ligne["code"]: Domaine(**ligne) for ligne in _json("domaines")}


@cache
def familles() -> dict[str, "Famille"]:
    """The fourteen first chips by code, in screen order."""
    return {ligne["code"]: Famille(**ligne) for ligne in _json("familles")}


@cache
def codes_nationaux() -> frozenset[str]:
    """The codes of the national categories: none of them is a sub-category."""
    return frozenset(ligne["code"] for ligne in categories_nationales())


def categories_nationales() -> list[dict[str, Any]]:
    """The national categories as stored: code, domaine, libelle, famille and correspondences."""
    lignes: list[dict[str, Any]] = _json("categories")
    return lignes


@dataclass(frozen=True, slots=True)
class Domaine:
    """`court` heads a narrow column; `aide` is the line under the name."""

    code: str
    libelle: str
    court: str
    aide: str


@dataclass(frozen=True, slots=True)
class Famille:
    """A first chip: what one tap sets."""

    code: str
    libelle: str
    categorie: str
    organisme: str


@dataclass(frozen=True)
class Choix:
    """The choices of a list, read when Django asks and not when a migration is written."""

    liste: str

    def __call__(self) -> list[tuple[str, str]]:
        return list(libelles(self.liste).items())

    def deconstruct(self) -> tuple[str, tuple[str], dict[str, Any]]:
        return "sessions.nomenclatures.listes.Choix", (self.liste,), {}


@cache
def _listes() -> dict[str, list[list[str]]]:
    listes: dict[str, list[list[str]]] = _json("listes")
    return listes
