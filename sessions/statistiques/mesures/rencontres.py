"""Counts of rencontres, by quartier and by trimestre."""

from django.db.models import Count
from django.db.models.functions import ExtractQuarter, ExtractYear

from sessions.periodes import Trimestre
from sessions.statistiques.mesures.filtre import Filtre


def rencontres_par_quartier(filtre: Filtre) -> dict[int, int]:
    """All the rencontres by id of quartier, whatever their besoins."""
    return dict(filtre.rencontres().values_list("quartier").annotate(n=Count("pk")))


def rencontres_avec_besoin_par_quartier(filtre: Filtre) -> dict[int, int]:
    """The rencontres that carry such a besoin, each once, by id of quartier."""
    rencontres = Count("rencontre", distinct=True)
    return dict(filtre.besoins().values_list("quartier").annotate(n=rencontres))


def rencontres_par_trimestre(filtre: Filtre) -> dict[Trimestre, int]:
    """All the rencontres by trimestre of the period, nought included, in order."""
    comptes = filtre.rencontres().values_list(ExtractYear("jour"), ExtractQuarter("jour"))
    lus = {Trimestre(annee, rang): n for annee, rang, n in comptes.annotate(n=Count("pk"))}
    return {un: lus.get(un, 0) for un in filtre.periode.trimestres()}
