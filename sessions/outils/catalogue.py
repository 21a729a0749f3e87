"""What the pages of the catalogue read: each outil with what crews noted of it."""

from dataclasses import dataclass
from typing import Any

from medlove.models import Equipe
from sessions.outils.jeu import dit_des_usages, etapes, reactions
from sessions.sorties.models import Outil, UsageOutil

USAGES_MONTRES = 20


@dataclass(frozen=True, slots=True)
class Rang:
    """A line of the catalogue."""

    outil: Outil
    usages: str


def catalogue(equipe: Equipe) -> dict[str, Any]:
    """Two queries, however many outils and sorties."""
    notees = reactions(UsageOutil.objects.filter(outil__equipe=equipe))
    rangs = [
        Rang(outil, dit_des_usages(notees.get(outil.pk, {})))
        for outil in sorted(Outil.objects.de(equipe), key=lambda un: un.nom.casefold())
    ]
    return {
        "proposes": [rang for rang in rangs if rang.outil.is_active],
        "retires": [rang for rang in rangs if not rang.outil.is_active],
    }


def lire(outil: Outil) -> dict[str, Any]:
    """An outil, how to play it, and the last sorties it was used in."""
    usages = UsageOutil.objects.filter(outil=outil)
    derniers = (
        usages.select_related("bilan__sortie__quartier")
        .defer(
            "bilan__sortie__quartier__contour",
            "bilan__sortie__quartier__contour_simplifie",
        )
        .order_by("-bilan__sortie__date", "pk")
    )
    return {
        "outil": outil,
        "etapes": etapes(outil.regles),
        "dit": dit_des_usages(reactions(usages).get(outil.pk, {})),
        "usages": derniers[:USAGES_MONTRES],
    }
