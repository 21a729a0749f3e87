"""Coups de fil: what the calls of a selection's sorties gave."""

from django.db.models import Count

from sessions.orientations.models import Appel
from sessions.rencontres.selection import Selection


def appels(selection: Selection) -> dict[bool | None, int]:
    """Calls by whether they unblocked; None: not told. Neither person nor besoin narrows them."""
    lignes = Appel.objects.filter(equipe=selection.equipe, sortie__in=selection.sorties())
    return dict(lignes.order_by().values_list("debloque").annotate(n=Count("pk")))
