"""How an outil reads: its rules step by step, and in one sentence what it gave."""

from collections.abc import Mapping

from medlove.templatetags.francais import compte
from sessions.nomenclatures.listes import libelles

# What a crew answers of an outil, told afterwards.
DITS = {"accroche": "accroché", "fait_parler": "fait parler", "bloque": "bloqué"}
JAMAIS = "Pas encore sorti."


def etapes(regles: str) -> list[str]:
    """One a line."""
    return [ligne.strip() for ligne in regles.splitlines() if ligne.strip()]


def dit_des_usages(reactions: Mapping[str, int]) -> str:
    """« Utilisé dans 12 sorties : il a accroché 7 fois, fait parler 4 fois, bloqué 1 fois. »"""
    fois = sum(reactions.values())
    if not fois:
        return JAMAIS
    dits = [
        f"{DITS.get(code, libelle.lower())} {compte(reactions[code], 'fois,fois')}"
        for code, libelle in libelles("reaction").items()
        if reactions.get(code)
    ]
    return f"Utilisé dans {compte(fois, 'sortie')}\u202f: il a {', '.join(dits)}."
