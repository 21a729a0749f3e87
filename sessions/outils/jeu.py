"""How an outil reads: its rules step by step, and in one sentence what it gave."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from django.db.models import Count, QuerySet

from medlove.templatetags.francais import compte
from sessions.nomenclatures.listes import libelles
from sessions.sorties.models import UsageOutil

# What a crew answers of an outil, told afterwards.
DITS = {"accroche": "accroché", "fait_parler": "fait parler", "bloque": "bloqué"}
JAMAIS = "Pas encore sorti."


def etapes(regles: str) -> list[str]:
    """One a line."""
    return [ligne.strip() for ligne in regles.splitlines() if ligne.strip()]


def reactions(usages: "QuerySet[UsageOutil]") -> Mapping[UUID, Mapping[str, int]]:
    """By id of outil, how many times each reaction was noted; one query."""
    comptes = usages.order_by().values_list("outil", "reaction").annotate(combien=Count("pk"))
    par_outil: dict[UUID, dict[str, int]] = defaultdict(dict)
    for outil, reaction, combien in comptes:
        par_outil[outil][reaction] = combien
    return par_outil


def dit_des_usages(notees: Mapping[str, int]) -> str:
    """« Utilisé dans 12 sorties : il a accroché 7 fois, fait parler 4 fois, bloqué 1 fois. »"""
    fois = sum(notees.values())
    if not fois:
        return JAMAIS
    dits = [
        f"{DITS.get(code, libelle.lower())} {compte(notees[code], 'fois,fois')}"
        for code, libelle in libelles("reaction").items()
        if notees.get(code)
    ]
    return f"Utilisé dans {compte(fois, 'sortie')}\u202f: il a {', '.join(dits)}."
