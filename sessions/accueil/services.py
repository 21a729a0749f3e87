"""The figures of the home page: what the équipe did, in sentences one can open."""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum
from django.utils import timezone

from medlove.models import Equipe
from sessions.periodes import Periode, Trimestre
from sessions.rencontres.models import Rencontre
from sessions.rencontres.selection import Selection
from sessions.sorties.models import Halte, Sortie
from sessions.suivi.services import ensemble
from sessions.terrain.models import Reception
from territoires.models import Partenaire

SUR_PLACE = "sur_place"


@dataclass(frozen=True)
class Chiffres:
    """Counts of one trimestre, exact: for the coordination only.

    `sorties_en_cours` are among `sorties_faites`, here as on the map; `minutes` are those of
    presence. `reponses` are besoins answered on the spot, met in `rencontres_repondues`;
    `recues` are orientations of the trimestre, whenever their outcome came.
    """

    trimestre: Trimestre
    sorties_faites: int
    sorties_en_cours: int
    sorties_prevues: int
    minutes: int
    rencontres: int
    passages: int
    reponses: int
    rencontres_repondues: int
    recues: int

    @property
    def vides(self) -> bool:
        return not (self.sorties_faites or self.sorties_prevues)


@dataclass(frozen=True)
class AReprendre:
    """What waits for the coordination, whatever the trimestre. `notes` are those to be read
    that are erased within a fortnight."""

    notes: int
    a_corriger: int
    partenaires: int


@dataclass(frozen=True)
class Presence:
    """Sorties done, their haltes and their minutes: the team's own public facts."""

    sorties: int
    haltes: int
    minutes: int


def chiffres(equipe: Equipe, trimestre: Trimestre) -> Chiffres:
    """Seven queries, however many rows."""
    periode = Periode.de(trimestre)
    selection = Selection(equipe, periode)
    sorties = Sortie.objects.de(equipe).pendant(*selection.bornes).order_by()
    statuts = sorties.aggregate(
        terminees=Count("pk", filter=Q(statut=Sortie.TERMINEE)),
        en_cours=Count("pk", filter=Q(statut=Sortie.EN_COURS)),
        prevues=Count("pk", filter=Q(statut=Sortie.PLANIFIEE)),
    )
    reponses = selection.besoins().filter(reponse=SUR_PLACE)
    repondues = reponses.aggregate(besoins=Count("pk"), r=Count("rencontre", distinct=True))
    return Chiffres(
        trimestre=trimestre,
        sorties_faites=statuts["terminees"] + statuts["en_cours"],
        sorties_en_cours=statuts["en_cours"],
        sorties_prevues=statuts["prevues"],
        minutes=selection.haltes().aggregate(n=Sum("minutes", default=0))["n"],
        rencontres=selection.rencontres().count(),
        passages=selection.passages().aggregate(n=Sum("passages", default=0))["n"],
        reponses=repondues["besoins"],
        rencontres_repondues=repondues["r"],
        recues=ensemble(equipe, periode).recues,
    )


def a_reprendre(equipe: Equipe) -> AReprendre:
    partenaires = Partenaire.objects.de(equipe).actifs()
    return AReprendre(
        notes=Rencontre.objects.de(equipe).notes_a_relire().notes_bientot_effacees().count(),
        a_corriger=Reception.objects.de(equipe).a_corriger().count(),
        partenaires=partenaires.a_verifier(timezone.localdate()).count(),
    )


def presence(equipe: Equipe, trimestre: Trimestre | None = None) -> Presence:
    """Of one trimestre, else since the first day."""
    sorties = Sortie.objects.de(equipe).faites()
    if trimestre:
        sorties = sorties.pendant(trimestre.du, trimestre.au)
    haltes = Halte.objects.de(equipe).filter(sortie__in=sorties.order_by())
    return Presence(sorties=sorties.count(), haltes=haltes.count(), minutes=haltes.minutes())
