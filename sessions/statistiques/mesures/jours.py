"""What each day was made of: grouped by day, so that months and trimestres are sums of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, IntegerField, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from sessions.rencontres.selection import Selection


@dataclass(frozen=True, slots=True)
class Journee:
    """A day, or several added up: each row belongs to one day only."""

    sorties: int = 0
    minutes: int = 0
    rencontres: int = 0
    passages: int = 0
    refus: int = 0

    def __add__(self, autre: "Journee") -> "Journee":
        return Journee(
            self.sorties + autre.sorties,
            self.minutes + autre.minutes,
            self.rencontres + autre.rencontres,
            self.passages + autre.passages,
            self.refus + autre.refus,
        )


def par_jour(selection: Selection) -> dict[date, Journee]:
    """The days of the period when something happened, in order, in one query.

    Rencontres are those that carry the besoin asked for; what the team did is not narrowed by it.
    """
    rencontres = _lignes(selection.portant(), "jour", rencontres=Count("pk"))
    lignes = rencontres.union(
        _lignes(selection.sorties(), "date", sorties=Count("pk")),
        _lignes(selection.haltes(), "sortie__date", minutes=Coalesce(Sum("minutes"), 0)),
        _lignes(
            selection.passages(),
            "halte__sortie__date",
            passages=Sum("passages"),
            refus=Sum("refus"),
        ),
        all=True,
    )
    journees: dict[date, Journee] = {}
    for jour, *nombres in lignes:
        journees[jour] = journees.get(jour, Journee()) + Journee(*nombres)
    return dict(sorted(journees.items()))


def _lignes(rangees: "QuerySet[Any]", jour: str, **comptees: Any) -> "QuerySet[Any, Any]":
    """One line a day: the day, then the columns of a journée, nought where not counted."""
    colonnes = {
        f"n_{nom}": comptees.get(nom, Value(0, IntegerField()))
        for nom in Journee.__dataclass_fields__
    }
    lignes: QuerySet[Any, Any] = rangees.values(quand=F(jour)).annotate(**colonnes)
    return lignes.values_list("quand", *colonnes)
