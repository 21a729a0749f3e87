"""A value of the directory in words, for a screen."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from territoires.horaires import FINE, Horaires

# A week without a public holiday: the hours that are told are those of every week.
SEMAINE_ORDINAIRE = date(2026, 9, 14)


def en_mots(champ: str, valeur: Any) -> str:
    """« Se présenter, Téléphoner »; the hours day by day, as they are when they cannot be read."""
    if isinstance(valeur, list):
        return ", ".join(valeur)
    texte = "" if valeur is None else str(valeur)
    if champ == "horaires" and (horaires := Horaires.lire(texte)):
        semaine = horaires.semaine(SEMAINE_ORDINAIRE)
        return "\n".join(f"{jours}{FINE}: {heures}" for jours, heures in semaine)
    return texte


def ensemble(champs: Sequence[str], valeurs: Sequence[Any]) -> str:
    """Several fields that make one: « 48.100000, -1.700000 »."""
    mots = map(en_mots, champs, valeurs)
    return ", ".join(mot for mot in mots if mot)
