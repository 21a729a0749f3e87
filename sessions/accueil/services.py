"""The figures of the home page: what the équipe did, in sentences one can open."""

from dataclasses import dataclass

from django.db.models import Count, Q

from medlove.models import Equipe
from sessions.periodes import Trimestre
from sessions.rencontres.models import Rencontre
from sessions.sorties.models import Halte, Passages, Sortie


@dataclass(frozen=True)
class Chiffres:
    """Counts of one trimestre, exact: for the coordination only.

    `sorties_en_cours` are among `sorties_faites`, here as on the map.
    """

    trimestre: Trimestre
    sorties_faites: int
    sorties_en_cours: int
    sorties_prevues: int
    rencontres: int
    passages: int

    @property
    def vides(self) -> bool:
        return not (self.sorties_faites or self.sorties_prevues)


@dataclass(frozen=True)
class Presence:
    """Sorties done and their haltes: the team's own public facts."""

    sorties: int
    haltes: int


def chiffres(equipe: Equipe, trimestre: Trimestre) -> Chiffres:
    jours = (trimestre.du, trimestre.au)
    sorties = Sortie.objects.de(equipe).pendant(*jours)
    passages = Passages.objects.de(equipe).filter(halte__sortie__date__range=jours)
    statuts = sorties.aggregate(
        terminees=Count("pk", filter=Q(statut=Sortie.TERMINEE)),
        en_cours=Count("pk", filter=Q(statut=Sortie.EN_COURS)),
        prevues=Count("pk", filter=Q(statut=Sortie.PLANIFIEE)),
    )
    return Chiffres(
        trimestre=trimestre,
        sorties_faites=statuts["terminees"] + statuts["en_cours"],
        sorties_en_cours=statuts["en_cours"],
        sorties_prevues=statuts["prevues"],
        rencontres=Rencontre.objects.de(equipe).pendant(*jours).count(),
        passages=passages.totaux()["passages"],
    )


def presence(equipe: Equipe, trimestre: Trimestre | None = None) -> Presence:
    """Of one trimestre, else since the first day."""
    sorties = Sortie.objects.de(equipe).faites()
    if trimestre:
        sorties = sorties.pendant(trimestre.du, trimestre.au)
    haltes = Halte.objects.de(equipe).filter(sortie__in=sorties)
    return Presence(sorties=sorties.count(), haltes=haltes.count())
