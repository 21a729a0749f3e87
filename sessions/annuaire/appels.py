"""« Un coup de fil à un ami », counted: calls made in a trimestre, and whether they unblocked.

By structure and subject of the professional; never by who called.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q

from medlove.models import Equipe
from sessions.orientations.models import Appel
from sessions.periodes import Periode, Trimestre
from territoires.horaires import FINE


@dataclass(frozen=True, slots=True)
class Appels:
    """Calls of a line; `dits` are those of which the outcome was noted, `debloques` among them."""

    structure: str
    sujet: str
    appels: int
    dits: int
    debloques: int

    @property
    def part(self) -> str:
        """« 3 sur 4, soit 75 % »; a dash when no outcome was noted."""
        if not self.dits:
            return "–"
        points = round(100 * self.debloques / self.dits)
        return f"{self.debloques} sur {self.dits}, soit {points}{FINE}%"


def trimestres(equipe: Equipe) -> list[Trimestre]:
    """From the first call to the last, the last first."""
    siens = Appel.objects.filter(equipe=equipe)
    bornes = siens.aggregate(du=Min("sortie__date"), au=Max("sortie__date"))
    return Periode(**bornes).trimestres()[::-1] if bornes["du"] else []


def appels(equipe: Equipe, trimestre: Trimestre) -> list[Appels]:
    """One line a structure and subject, the most called first, on the day of the sortie."""
    siens = Appel.objects.filter(
        equipe=equipe, sortie__date__range=(trimestre.du, trimestre.au)
    ).order_by()
    comptes = siens.values_list("professionnel__structure", "professionnel__sujet").annotate(
        appels=Count("pk"),
        dits=Count("pk", filter=Q(debloque__isnull=False)),
        debloques=Count("pk", filter=Q(debloque=True)),
    )
    lignes = [Appels(*compte) for compte in comptes]
    return sorted(lignes, key=lambda une: (-une.appels, une.structure, une.sujet))


def ensemble(lignes: Sequence[Appels]) -> Appels:
    return Appels(
        structure="Ensemble",
        sujet="",
        appels=sum(une.appels for une in lignes),
        dits=sum(une.dits for une in lignes),
        debloques=sum(une.debloques for une in lignes),
    )
