"""Where the team was: sorties, haltes, time, passages and refus by quartier."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from typing import Any

from django.db.models import Count, F, IntegerField, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from sessions.rencontres.selection import Selection


@dataclass(frozen=True, slots=True)
class Presence:
    """The presence in a quartier. A sortie counts in its quartier and in those of its haltes.

    `venues_d_ailleurs` is how many of `sorties` were bound for another quartier.
    """

    sorties: int = 0
    venues_d_ailleurs: int = 0
    haltes: int = 0
    minutes: int = 0
    passages: int = 0
    refus: int = 0

    def __add__(self, autre: "Presence") -> "Presence":
        return Presence(*map(sum, zip(astuple(self), astuple(autre), strict=True)))


def presence(selection: Selection) -> dict[int, Presence]:
    """The presence by id of quartier, in one query; a quartier never visited is absent."""
    presences: dict[int, Presence] = {}
    for quartier, *nombres in _sorties(selection).union(
        _haltes(selection), _passages(selection), all=True
    ):
        presences[quartier] = presences.get(quartier, Presence()) + Presence(*nombres)
    return presences


def sorties_en_tout(presences: Iterable[Presence]) -> int:
    """How many sorties these presences make, each counted once."""
    return sum(une.sorties - une.venues_d_ailleurs for une in presences)


def _sorties(selection: Selection) -> "QuerySet[Any, Any]":
    return _lignes(selection.sorties(), "quartier", sorties=Count("pk"))


def _haltes(selection: Selection) -> "QuerySet[Any, Any]":
    ailleurs = Count("sortie", distinct=True, filter=~Q(quartier=F("sortie__quartier")))
    return _lignes(
        selection.haltes(),
        "quartier",
        sorties=ailleurs,
        venues_d_ailleurs=ailleurs,
        haltes=Count("pk"),
        minutes=Coalesce(Sum("minutes"), 0),
    )


def _passages(selection: Selection) -> "QuerySet[Any, Any]":
    return _lignes(
        selection.passages(), "halte__quartier", passages=Sum("passages"), refus=Sum("refus")
    )


def _lignes(rangees: "QuerySet[Any]", quartier: str, **comptees: Any) -> "QuerySet[Any, Any]":
    """One line a quartier: its id, then the columns of a presence, nought where not counted."""
    colonnes = {
        # Prefixed: the bare names are those of fields of the models.
        f"n_{nom}": comptees.get(nom, Value(0, IntegerField()))
        for nom in Presence.__dataclass_fields__
    }
    lignes: QuerySet[Any, Any] = rangees.values(ou=F(quartier)).annotate(**colonnes)
    return lignes.values_list("ou", *colonnes)
