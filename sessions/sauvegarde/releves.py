"""What a base holds of the field: the difference between a base in use and one just made."""

from uuid import UUID

from django.db import DEFAULT_DB_ALIAS

from sessions.donnees import TYPES

PLURIELS = {
    "sortie": "sorties",
    "halte": "haltes",
    "rencontre": "rencontres",
    "passages": "comptes de passages",
    "bilan": "bilans",
    "appel": "appels",
    "verification": "vérifications",
    "mot": "mots courants",
}

Identifiants = dict[str, set[UUID]]


def est_vide(base: str = DEFAULT_DB_ALIAS) -> bool:
    """Whether there is not one record, of any équipe."""
    return not any(un.modele._default_manager.using(base).exists() for un in TYPES.values())


def identifiants(base: str = DEFAULT_DB_ALIAS) -> Identifiants:
    return {
        nom: set(un.modele._default_manager.using(base).values_list("pk", flat=True))
        for nom, un in TYPES.items()
    }


def moins(uns: Identifiants, autres: Identifiants) -> Identifiants:
    return {nom: ids - autres.get(nom, set()) for nom, ids in uns.items()}


def en_mots(ids: Identifiants) -> str:
    """« 12 sorties, 340 rencontres »; « aucun relevé » when there is none."""
    comptes = [
        f"{len(siens)} {PLURIELS.get(nom, nom) if len(siens) > 1 else nom}"
        for nom, siens in sorted(ids.items())
        if siens
    ]
    return ", ".join(comptes) or "aucun relevé"
