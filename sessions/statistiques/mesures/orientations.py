"""Orientations of a selection: what stays once the link to the rencontre is cut."""

from sessions.orientations.models import Orientation, OrientationQuerySet
from sessions.rencontres.selection import Selection


def orientations(selection: Selection) -> OrientationQuerySet:
    """By place, period and besoin. The person is not known of an orientation: not a filter.

    Once its outcome is known an orientation keeps the first day of its month.
    """
    lignes = Orientation.objects.de(selection.equipe).pendant(*selection.bornes).order_by()
    if selection.quartier is not None:
        lignes = lignes.filter(quartier=selection.quartier)
    return selection.du_besoin(lignes)
