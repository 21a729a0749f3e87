"""The key figures of a period, over the whole équipe."""

from dataclasses import dataclass

from django.db.models import Count, Sum

from sessions.statistiques.mesures.filtre import Filtre


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


def totaux(filtre: Filtre) -> Totaux:
    """Six queries, however many rows."""
    sorties = filtre.sorties().aggregate(n=Count("pk"), km=Sum("bilan__kilometres_dixiemes"))
    haltes = filtre.haltes().aggregate(n=Count("pk"), minutes=Sum("minutes"))
    passages = filtre.passages().aggregate(passages=Sum("passages"), refus=Sum("refus"))
    return Totaux(
        sorties=sorties["n"],
        haltes=haltes["n"],
        minutes=haltes["minutes"] or 0,
        kilometres_dixiemes=sorties["km"] or 0,
        rencontres=filtre.rencontres().count(),
        passages=passages["passages"] or 0,
        refus=passages["refus"] or 0,
        besoins=filtre.besoins().count(),
        orientations=filtre.orientations().count(),
    )
