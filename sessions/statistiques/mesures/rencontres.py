"""Counts of rencontres, by quartier and by trimestre."""

from django.db.models import Count
from django.db.models.functions import ExtractQuarter, ExtractYear

from sessions.periodes import Trimestre
from sessions.rencontres.selection import Selection


def rencontres_par_quartier(selection: Selection) -> dict[int, int]:
    """All the rencontres by id of quartier, whatever their besoins."""
    return dict(selection.rencontres().values_list("quartier").annotate(n=Count("pk")))


def rencontres_avec_besoin_par_quartier(selection: Selection) -> dict[int, int]:
    """The rencontres that carry such a besoin, each once, by id of quartier."""
    rencontres = Count("rencontre", distinct=True)
    return dict(selection.besoins().values_list("quartier").annotate(n=rencontres))


def rencontres_par_trimestre(selection: Selection) -> dict[Trimestre, int]:
    """All the rencontres by trimestre of the period, nought included, in order."""
    comptes = selection.rencontres().values_list(ExtractYear("jour"), ExtractQuarter("jour"))
    lus = {Trimestre(annee, rang): n for annee, rang, n in comptes.annotate(n=Count("pk"))}
    return {un: lus.get(un, 0) for un in selection.periode.trimestres()}
