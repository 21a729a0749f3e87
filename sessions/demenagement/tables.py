"""What a table of the export is: which rows, in which order, which columns travel and which not.

A row is told by keys that no database draws anew: UUIDs stay as they are; a number that a
database counted stays behind, what it named being told by its code (`CLES`).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import QuerySet

from medlove.models import Equipe, Utilisateur
from sessions.nomenclatures.models import CategorieBesoin
from territoires.models import Quartier
from territoires.models.quartier import FORME_DE_LA_CLE
from territoires.recherche import ChampDeRecherche


class Illisible(ValueError):
    """Why a cell cannot be what its column holds, as the end of a French sentence."""


Modele = type[models.Model]
Champ = Any  # django-stubs cannot say « a field of any kind that has a column »

CLE = "cle"
DE_L_EQUIPE = "equipe:"  # before the code of a category of its own
FORME_D_UN_CODE = re.compile(r"[-a-zA-Z0-9_]{1,40}")


def _quartier(cle: str, equipe: UUID | None) -> dict[str, Any]:
    if not (forme := FORME_DE_LA_CLE.fullmatch(cle)):
        raise Illisible("n’est pas la clé d’un quartier, comme 35238-11")
    return {"code_insee": forme[1], "numero": int(forme[2])}


def _categorie(cle: str, equipe: UUID | None) -> dict[str, Any]:
    code = cle.removeprefix(DE_L_EQUIPE)
    if not FORME_D_UN_CODE.fullmatch(code):
        raise Illisible("n’est pas le code d’une catégorie")
    return {"equipe_id": equipe if cle != code else None, "code": code}


@dataclass(frozen=True)
class Cle:
    """What the rows of a table are known by, instead of the number that their database gave:
    made of `colonnes`, which `lire` finds again. It raises Illisible."""

    colonnes: tuple[str, ...]
    dire: Callable[..., str]
    lire: Callable[[str, UUID | None], dict[str, Any]]


CLES: dict[Modele, Cle] = {
    Quartier: Cle(
        ("code_insee", "numero"), lambda code_insee, numero: f"{code_insee}-{numero}", _quartier
    ),
    CategorieBesoin: Cle(
        ("equipe", "code"),
        lambda equipe, code: f"{DE_L_EQUIPE}{code}" if equipe else code,
        _categorie,
    ),
}


def colonnes_de_la_cle(modele: Modele) -> tuple[str, ...]:
    return CLES[modele].colonnes if modele in CLES else ()


@dataclass(frozen=True)
class Sans:
    """A column that stays behind: why, and what an import writes in its place."""

    pourquoi: str
    valeur: Any = None

    def a_ecrire(self) -> Any:
        return self.valeur() if callable(self.valeur) else self.valeur


@dataclass(frozen=True)
class Table:
    """`par` leads from a row to its équipe; `tri` names the column that puts rows in order, those
    of one value of it being held in memory at once, all of them without it: never a text, which
    each database sorts its own way. `partagee`: its rows may be there already, for others than
    this équipe, and are then the same."""

    nom: str
    modele: Modele
    par: str = "equipe"
    tri: str = "id"
    sans: Mapping[str, Sans] = field(default_factory=dict)
    seulement: Mapping[str, Any] = field(default_factory=dict)
    partagee: bool = False

    @property
    def fichier(self) -> str:
        return f"{self.nom}.csv"

    def lot(self, equipe: UUID, base: str | None = None) -> QuerySet[Any]:
        """Its rows of an équipe; without a base, to be read within a query on another table."""
        siens = self.modele._base_manager.using(base).filter(**{self.par: equipe})
        return siens.filter(**self.seulement).order_by()

    @cached_property
    def champs(self) -> list[Champ]:
        """The fields that are columns of the file, but for those that make a `cle`."""
        return [
            champ
            for champ in self.modele._meta.concrete_fields
            if champ.name not in self.sans
            and champ.name not in colonnes_de_la_cle(self.modele)
            and not isinstance(champ, ChampDeRecherche | models.AutoField)
            and not self._dit_l_equipe(champ)
        ]

    def _dit_l_equipe(self, champ: Champ) -> bool:
        """The whole folder is of one équipe: no column has to say which, and none can lie."""
        return champ.related_model is Equipe

    @cached_property
    def colonnes(self) -> list[str]:
        cle = [CLE] if self.modele in CLES else []
        return [*cle, *(str(champ.name) for champ in self.champs)]


def liens(table: Table, vers: Modele) -> list[Champ]:
    """Its columns that name a row of another table."""
    return [champ for champ in table.champs if champ.related_model is vers]


def dit_une_personne(table: Table) -> list[Champ]:
    return liens(table, Utilisateur)
