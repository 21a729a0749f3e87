"""Droits and numérique met in the same rencontre: besoins joined to those beside them."""

from dataclasses import replace
from typing import Any

from django.db.models import CharField, Count, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce

from sessions.rencontres.selection import Selection
from sessions.statistiques.mesures.croisement import TOUT, Cle

A_COTE = "rencontre__besoins__categorie__"


def droits_et_numerique(selection: Selection) -> dict[Cle, int]:
    """Rencontres by category of droits and of numérique, margins counted, in one query.

    Those that carry the besoin asked for, with all their besoins. `("logement", "")` is every
    rencontre of « logement » that told a besoin of numérique too.
    """
    paires = _paires(selection)
    droit, usage = _categorie("categorie__"), _categorie(A_COTE)
    toutes = Value(TOUT, CharField())
    parts = [
        _groupes(paires, premier, second)
        for premier in (droit, toutes)
        for second in (usage, toutes)
    ]
    return {
        (str(premier), str(second)): nombre
        for premier, second, nombre in parts[0].union(*parts[1:], all=True)
    }


def _paires(selection: Selection) -> "QuerySet[Any]":
    besoins = replace(selection, domaine=None, famille=None, categorie=None).besoins()
    if selection.porte_sur_un_besoin:
        besoins = besoins.filter(rencontre__in=selection.portant())
    return besoins.filter(categorie__domaine="droits", **{f"{A_COTE}domaine": "numerique"})


def _categorie(prefixe: str) -> Any:
    """A sub-category counts in its parent."""
    return Cast(Coalesce(F(f"{prefixe}parent__code"), F(f"{prefixe}code")), CharField())


def _groupes(paires: "QuerySet[Any]", droit: Any, usage: Any) -> "QuerySet[Any, Any]":
    groupes: QuerySet[Any, Any] = paires.values(droit=droit, usage=usage)
    comptes: QuerySet[Any, Any] = groupes.annotate(n=Count("rencontre", distinct=True))
    return comptes.values_list("droit", "usage", "n")
