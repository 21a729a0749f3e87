"""When a quartier was last visited, and when it is to be again. One query."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DateField, F, Max, Min, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils import timezone

from medlove.models import Equipe
from sessions.sorties.models import Halte, Sortie


@dataclass(frozen=True, slots=True)
class Visites:
    """`derniere` is None where the équipe has never been, `prochaine` where nothing is planned."""

    derniere: date | None = None
    prochaine: date | None = None


def visites(equipe: Equipe) -> dict[int, Visites]:
    """By id of quartier, since the first day: bound there, or stopped there on the way."""
    prevues = Q(statut=Sortie.PLANIFIEE, date__gte=timezone.localdate())
    sorties = Sortie.objects.de(equipe)
    faites = sorties.faites()
    aller = _lignes(sorties.filter(prevues), F("quartier"), prochaine=Min("date"))
    venue = _lignes(faites, F("quartier"), derniere=Max("date"))
    halte = _lignes(
        Halte.objects.de(equipe).filter(sortie__in=faites.order_by()),
        F("quartier"),
        derniere=Max("sortie__date"),
    )
    lues: dict[int, Visites] = {}
    for quartier, derniere, prochaine in venue.union(halte, aller, all=True):
        avant = lues.get(quartier, Visites())
        lues[quartier] = Visites(
            max(filter(None, [avant.derniere, derniere]), default=None),
            prochaine or avant.prochaine,
        )
    return lues


def _lignes(rangees: "QuerySet[Any]", quartier: F, **dites: Any) -> "QuerySet[Any, Any]":
    """One line a quartier: its id, then the columns of `Visites`, null where not said.

    Cast, for PostgreSQL joins no column of dates to one of bare nulls.
    """
    colonnes = {
        f"la_{nom}": dites.get(nom, Cast(Value(None), DateField()))
        for nom in Visites.__dataclass_fields__
    }
    lignes: QuerySet[Any, Any] = rangees.order_by().values(ou=quartier).annotate(**colonnes)
    return lignes.values_list("ou", *colonnes)
