"""Droits and numérique met in the same rencontre: besoins joined to those beside them."""

from dataclasses import replace
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from sessions.rencontres.premiers import DE_LA_CATEGORIE, DU_DOMAINE
from sessions.rencontres.selection import Selection
from sessions.statistiques.mesures.croisement import TOUT, Cle

BESOINS = "rencontre__besoins__"
A_COTE = f"{BESOINS}categorie__"


def droits_et_numerique(selection: Selection) -> dict[Cle, int]:
    """Rencontres by category of droits and of numérique, margins counted, in one query.

    Those that carry the besoin asked for, with all their besoins. `("logement", "")` is every
    rencontre of « logement » that told a besoin of numérique too. Pairs are read once, and
    those that stand for a rencontre counted for the cell and for each margin: a sum would not
    do, a rencontre being in several cells.
    """
    groupes = _paires(selection).values(droit=_categorie("categorie__"), usage=_categorie(A_COTE))
    lignes = groupes.annotate(
        cellule=_nombre(DE_LA_CATEGORIE, DE_LA_CATEGORIE),
        du_droit=_nombre(DE_LA_CATEGORIE, DU_DOMAINE),
        de_l_usage=_nombre(DU_DOMAINE, DE_LA_CATEGORIE),
        en_tout=_nombre(DU_DOMAINE, DU_DOMAINE),
    )
    comptes: dict[Cle, int] = {}
    for droit, usage, *nombres in lignes.values_list(
        *("droit", "usage", "cellule", "du_droit", "de_l_usage", "en_tout")
    ):
        cles = ((droit, usage), (droit, TOUT), (TOUT, usage), (TOUT, TOUT))
        for cle, nombre in zip(cles, nombres, strict=True):
            comptes[cle] = comptes.get(cle, 0) + nombre
    return {cle: nombre for cle, nombre in comptes.items() if nombre}


def _paires(selection: Selection) -> "QuerySet[Any]":
    """Every besoin of droits with every one of numérique of its rencontre."""
    besoins = replace(selection, domaine=None, famille=None, categorie=None).besoins()
    if selection.porte_sur_un_besoin:
        besoins = besoins.filter(rencontre__in=selection.portant())
    return besoins.filter(categorie__domaine="droits", **{f"{A_COTE}domaine": "numerique"})


def _nombre(sien: str, voisin: str) -> Count:
    """One pair a rencontre: `sien` and `voisin` mark the first besoin of each kind."""
    return Count("quartier", filter=Q(**{sien: True, f"{BESOINS}{voisin}": True}))


def _categorie(prefixe: str) -> Coalesce:
    """A sub-category counts in its parent."""
    return Coalesce(F(f"{prefixe}parent__code"), F(f"{prefixe}code"))
