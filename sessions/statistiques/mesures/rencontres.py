"""Counts of rencontres, by quartier."""

from django.db.models import Count

from sessions.rencontres.selection import Selection


def rencontres_par_quartier(selection: Selection) -> dict[int, int]:
    """All the rencontres by id of quartier, whatever their besoins."""
    return dict(selection.rencontres().values_list("quartier").annotate(n=Count("*")))
