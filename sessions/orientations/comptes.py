"""How many orientations, and what came of them, by what remains once their link is cut.

Only columns that the cut leaves as they are, or rounds to the month, are read: the same
figures come before and after.
"""

from dataclasses import astuple, dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, TruncMonth

from medlove.models import Equipe
from sessions.orientations.models import Orientation, Suite


@dataclass(frozen=True, slots=True)
class Compte:
    """`nombre` orientations alike in all the rest. `mois` is the first day of the month they
    were made in; `motif` that of the last outcome told, "" when there is none."""

    partenaire_id: UUID
    categorie_id: int
    quartier_id: int
    mois: date
    statut: str
    delai: str
    motif: str
    nombre: int


def comptes(equipe: Equipe, du: date, au: date) -> list[Compte]:
    """The orientations of an équipe over whole months, those of `du` and `au` included.

    An orientation counts in the month it was made, whenever its outcome came. One query.
    """
    dites = Suite.objects.filter(orientation=OuterRef("pk"), statut=OuterRef("statut"))
    suites = dites.order_by("-jour", "-pk")
    motif = Subquery(suites.values("motif")[:1], output_field=CharField())
    lignes = (
        Orientation.objects.de(equipe)
        .pendant(du.replace(day=1), _fin_du_mois(au))
        .order_by()
        .annotate(mois=TruncMonth("jour"), motif=Coalesce(motif, Value("")))
        .values_list(
            "partenaire_id", "categorie_id", "quartier_id", "mois", "statut", "delai", "motif"
        )
        .annotate(nombre=Count("pk"))
    )
    return sorted((Compte(*ligne) for ligne in lignes), key=_rang)


def _rang(compte: Compte) -> tuple[Any, ...]:
    return compte.mois, astuple(compte)


def _fin_du_mois(jour: date) -> date:
    suivant = jour.replace(day=28) + timedelta(days=4)
    return suivant - timedelta(days=suivant.day)
