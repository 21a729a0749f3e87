"""The key figures of a period, over the whole équipe."""

from dataclasses import dataclass

from django.db.models import Count, Sum

from sessions.rencontres.selection import Selection
from sessions.statistiques.mesures.orientations import orientations


@dataclass(frozen=True, slots=True)
class Totaux:
    """`besoins` and `orientations` are those of the filter's domain or category, if any."""

    sorties: int
    haltes: int
    minutes: int
    kilometres_dixiemes: int
    rencontres: int
    passages: int
    refus: int
    besoins: int
    orientations: int


def totaux(selection: Selection) -> Totaux:
    """Six queries, however many rows."""
    sorties = selection.sorties().aggregate(n=Count("pk"), km=Sum("bilan__kilometres_dixiemes"))
    haltes = selection.haltes().aggregate(n=Count("pk"), minutes=Sum("minutes"))
    passages = selection.passages().aggregate(passages=Sum("passages"), refus=Sum("refus"))
    return Totaux(
        sorties=sorties["n"],
        haltes=haltes["n"],
        minutes=haltes["minutes"] or 0,
        kilometres_dixiemes=sorties["km"] or 0,
        rencontres=selection.rencontres().count(),
        passages=passages["passages"] or 0,
        refus=passages["refus"] or 0,
        besoins=selection.besoins().count(),
        orientations=orientations(selection).count(),
    )
