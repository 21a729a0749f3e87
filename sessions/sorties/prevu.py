"""What was planned against what was done, trimestre by trimestre. One query."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.functions import ExtractQuarter, ExtractYear
from django.utils import timezone

from sessions.periodes import Trimestre
from sessions.sorties.models import Sortie, SortieQuerySet, mixte


@dataclass(frozen=True, slots=True)
class Prevu:
    """The sorties of a trimestre.

    `faites`, `prevues` and `annulees` add up to `en_tout`; the others are told apart among
    them. `mixtes` are among those done.
    """

    trimestre: Trimestre
    en_tout: int
    faites: int
    prevues: int
    annulees: int
    bilans: int
    mixtes: int


def prevu_et_fait(sorties: SortieQuerySet) -> list[Prevu]:
    """The trimestres that hold a sortie, the last first."""
    faites = Q(statut__in=[Sortie.EN_COURS, Sortie.TERMINEE])
    annulees = Q(statut=Sortie.ANNULEE)
    lignes = (
        sorties.order_by()
        .annotate(mixte=mixte())
        .values_list(ExtractYear("date"), ExtractQuarter("date"))
        .annotate(
            en_tout=Count("pk"),
            faites=Count("pk", filter=faites),
            prevues=Count("pk", filter=Q(statut=Sortie.PLANIFIEE)),
            annulees=Count("pk", filter=annulees),
            bilans=Count("pk", filter=Q(date__lt=timezone.localdate(), bilan=None) & ~annulees),
            mixtes=Count("pk", filter=faites & Q(mixte=True)),
        )
    )
    comptes = [Prevu(Trimestre(annee, rang), *nombres) for annee, rang, *nombres in lignes]
    return sorted(comptes, key=lambda un: un.trimestre, reverse=True)
