"""Counts of rencontres, by quartier and by trimestre."""

from django.db.models import Count
from django.db.models.functions import ExtractQuarter, ExtractYear

from sessions.periodes import Trimestre
from sessions.rencontres.selection import Selection
from sessions.statistiques.mesures.croisement import compter
from sessions.statistiques.mesures.dimensions import DIMENSIONS


def rencontres_par_quartier(selection: Selection) -> dict[int, int]:
    """All the rencontres by id of quartier, whatever their besoins."""
    return dict(selection.rencontres().values_list("quartier").annotate(n=Count("*")))


def rencontres_avec_besoin_par_quartier(selection: Selection) -> dict[int, int]:
    """The rencontres that carry such a besoin, each once, by id of quartier."""
    comptes = compter(selection, DIMENSIONS["quartier"], marges=False)
    return {int(quartier): nombre for (quartier,), nombre in comptes.items()}


def rencontres_par_trimestre(selection: Selection) -> dict[Trimestre, int]:
    """All the rencontres by trimestre of the period, nought included, in order."""
    comptes = selection.rencontres().values_list(ExtractYear("jour"), ExtractQuarter("jour"))
    lus = {Trimestre(annee, rang): n for annee, rang, n in comptes.annotate(n=Count("*"))}
    return {un: lus.get(un, 0) for un in selection.periode.trimestres()}
