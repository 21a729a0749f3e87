"""Droits and numérique met in the same rencontre: besoins joined to those beside them."""

from dataclasses import replace
from typing import Any

from django.db.models import CharField, Count, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce

from sessions.rencontres.premiers import DE_LA_CATEGORIE, DU_DOMAINE
from sessions.rencontres.selection import Selection
from sessions.statistiques.mesures.croisement import TOUT, Cle

BESOINS = "rencontre__besoins__"
A_COTE = f"{BESOINS}categorie__"


def droits_et_numerique(selection: Selection) -> dict[Cle, int]:
    """Rencontres by category of droits and of numérique, margins counted, in one query.

    Those that carry the besoin asked for, with all their besoins. `("logement", "")` is every
    rencontre of « logement » that told a besoin of numérique too.
    """
    droit, usage = _categorie("categorie__"), _categorie(A_COTE)
    toutes = Value(TOUT, CharField())
    parts = [
        _groupes(_paires(selection, sien, voisin), premier, second)
        for sien, premier in ((DE_LA_CATEGORIE, droit), (DU_DOMAINE, toutes))
        for voisin, second in ((DE_LA_CATEGORIE, usage), (DU_DOMAINE, toutes))
    ]
    return {
        (str(premier), str(second)): nombre
        for premier, second, nombre in parts[0].union(*parts[1:], all=True)
    }


def _paires(selection: Selection, sien: str, voisin: str) -> "QuerySet[Any]":
    """One pair a rencontre: `sien` and `voisin` mark the first besoin of each kind."""
    besoins = replace(selection, domaine=None, famille=None, categorie=None).besoins()
    if selection.porte_sur_un_besoin:
        besoins = besoins.filter(rencontre__in=selection.portant())
    return besoins.filter(
        categorie__domaine="droits",
        **{sien: True, f"{A_COTE}domaine": "numerique", f"{BESOINS}{voisin}": True},
    )


def _categorie(prefixe: str) -> Any:
    """A sub-category counts in its parent."""
    return Cast(Coalesce(F(f"{prefixe}parent__code"), F(f"{prefixe}code")), CharField())


def _groupes(paires: "QuerySet[Any]", droit: Any, usage: Any) -> "QuerySet[Any, Any]":
    groupes: QuerySet[Any, Any] = paires.values(droit=droit, usage=usage)
    comptes: QuerySet[Any, Any] = groupes.annotate(n=Count("*"))
    return comptes.values_list("droit", "usage", "n")
