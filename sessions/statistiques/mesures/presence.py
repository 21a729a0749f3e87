"""Where the team was: sorties, haltes, time, passages and refus by quartier."""

from collections.abc import Iterable, Sequence
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
    return presences([selection])[0]


def presences(selections: Sequence[Selection]) -> list[dict[int, Presence]]:
    """The same for each selection, still in one query."""
    toutes: list[dict[int, Presence]] = [{} for _ in selections]
    premiere, *autres = [
        partie
        for rang, une in enumerate(selections)
        for partie in (_sorties(rang, une), _haltes(rang, une), _passages(rang, une))
    ]
    for rang, quartier, *nombres in premiere.union(*autres, all=True):
        lues = toutes[rang]
        lues[quartier] = lues.get(quartier, Presence()) + Presence(*nombres)
    return toutes


def sorties_en_tout(presences: Iterable[Presence]) -> int:
    """How many sorties these presences make, each counted once."""
    return sum(une.sorties - une.venues_d_ailleurs for une in presences)


def _sorties(rang: int, selection: Selection) -> "QuerySet[Any, Any]":
    return _lignes(rang, selection.sorties(), "quartier", sorties=Count("pk"))


def _haltes(rang: int, selection: Selection) -> "QuerySet[Any, Any]":
    ailleurs = Count("sortie", distinct=True, filter=~Q(quartier=F("sortie__quartier")))
    return _lignes(
        rang,
        selection.haltes(),
        "quartier",
        sorties=ailleurs,
        venues_d_ailleurs=ailleurs,
        haltes=Count("pk"),
        minutes=Coalesce(Sum("minutes"), 0),
    )


def _passages(rang: int, selection: Selection) -> "QuerySet[Any, Any]":
    return _lignes(
        rang,
        selection.passages(),
        "halte__quartier",
        passages=Sum("passages"),
        refus=Sum("refus"),
    )


def _lignes(
    rang: int, rangees: "QuerySet[Any]", quartier: str, **comptees: Any
) -> "QuerySet[Any, Any]":
    """One line a quartier: the rank of its selection, its id, then the columns of a presence,
    nought where not counted."""
    colonnes = {
        # Prefixed: the bare names are those of fields of the models.
        f"n_{nom}": comptees.get(nom, Value(0, IntegerField()))
        for nom in Presence.__dataclass_fields__
    }
    lignes: QuerySet[Any, Any] = rangees.values(
        laquelle=Value(rang, IntegerField()), ou=F(quartier)
    ).annotate(**colonnes)
    return lignes.values_list("laquelle", "ou", *colonnes)
