"""The hours being typed, read back: what the form of a partenaire shows beside its fields."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from sessions.annuaire.champs import composer
from territoires.horaires import Horaires


def lire_la_saisie(saisie: Mapping[str, str], instant: datetime) -> dict[str, Any]:
    """{"phrase", "semaine": [[days, words], …]}, or {"erreur"}; nothing typed, an empty phrase.

    The string is read when it is sent, else the days.
    """
    texte = saisie.get("horaires", "").strip()
    if not texte:
        texte, erreurs = composer(saisie)
        if erreurs:
            return {"erreur": next(iter(erreurs.values()))}
    if not texte:
        return {"phrase": "", "semaine": []}
    horaires = Horaires.lire(texte)
    if horaires is None:
        return {"erreur": "Ces horaires ne se lisent pas encore."}
    semaine = horaires.semaine(timezone.localdate(instant))
    return {"phrase": horaires.phrase(instant), "semaine": semaine}
