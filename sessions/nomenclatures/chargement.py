"""Load the national nomenclature into the database: idempotent, run after each migrate."""

from typing import Any

from django.apps import apps
from django.apps.registry import Apps
from django.db import transaction
from django.dispatch import Signal

from sessions.nomenclatures.listes import categories_nationales

# What sorts a category with others; sent with `ids` when it changed for some already there.
CLASSEMENT = ("domaine", "famille")
categories_reclassees = Signal()


def charger_categories(using: str = "default") -> int:
    """Create or refresh the national categories; returns how many there are.

    A category that left the file is closed, never deleted: old statistics still name it.
    """
    from sessions.nomenclatures.models import CategorieBesoin

    lignes = categories_nationales()
    nationales = CategorieBesoin.objects.using(using).filter(equipe=None)
    reclassees = []
    with transaction.atomic(using=using):
        connues = {categorie.code: categorie for categorie in nationales}
        for ordre, ligne in enumerate(lignes, start=1):
            champs = {**ligne, "ordre": ordre, "is_active": True}
            categorie = connues.pop(ligne["code"], None)
            if categorie is None:
                CategorieBesoin.objects.using(using).create(**champs)
            elif any(getattr(categorie, nom) != valeur for nom, valeur in champs.items()):
                nationales.filter(pk=categorie.pk).update(**champs)
                if any(getattr(categorie, nom) != champs[nom] for nom in CLASSEMENT):
                    reclassees.append(categorie.pk)
        nationales.filter(code__in=connues).update(is_active=False)
        if reclassees:
            categories_reclassees.send(CategorieBesoin, ids=reclassees)
    return len(lignes)


def charger_apres_migration(*, using: str = "default", apps: Apps = apps, **kwargs: Any) -> None:
    """Of `apps`, the models as migrations leave them: none of ours once all are undone."""
    if "categoriebesoin" in apps.all_models["medlove_sessions"]:
        charger_categories(using)
