"""Counts of besoins by domain, category, réponse, and across quartiers."""

from django.db.models import Count, F
from django.db.models.functions import Coalesce

from sessions.nomenclatures.listes import domaines, libelles
from sessions.nomenclatures.models import CategorieBesoin
from sessions.rencontres.selection import Selection
from sessions.statistiques.mesures.comptes import Compte, CompteCategorie

RENCONTRES = Count("rencontre", distinct=True)


def besoins_par_domaine(selection: Selection) -> dict[str, Compte]:
    """Both units by code of domain, all the domains, in screen order."""
    comptes = selection.besoins().values_list("categorie__domaine")
    lus = {
        domaine: Compte(rencontres, besoins)
        for domaine, rencontres, besoins in comptes.annotate(r=RENCONTRES, b=Count("pk"))
    }
    return {domaine: lus.get(domaine, Compte()) for domaine in domaines()}


def besoins_par_categorie(selection: Selection) -> list[CompteCategorie]:
    """Both units by category that was met, sub-categories in their parent, in screen order."""
    principale = Coalesce(F("categorie__parent"), F("categorie"))
    comptes = {
        categorie: (rencontres, besoins)
        for categorie, rencontres, besoins in selection.besoins()
        .values_list(principale)
        .annotate(r=RENCONTRES, b=Count("pk"))
    }
    return [
        CompteCategorie(*comptes[une.pk], une.code, une.libelle, une.domaine)
        for une in CategorieBesoin.objects.filter(pk__in=comptes)
    ]


def par_quartier_et_domaine(selection: Selection) -> dict[tuple[int, str], int]:
    """Rencontres by id of quartier and code of domain; an empty cell is absent."""
    comptes = selection.besoins().values_list("quartier", "categorie__domaine")
    return {
        (quartier, domaine): rencontres
        for quartier, domaine, rencontres in comptes.annotate(r=RENCONTRES)
    }


def reponses(selection: Selection) -> dict[str, int]:
    """Besoins by réponse given, all the réponses, in screen order: they add up to all."""
    lus = dict(selection.besoins().values_list("reponse").annotate(n=Count("pk")))
    return {code: lus.get(code, 0) for code in libelles("reponse")}
