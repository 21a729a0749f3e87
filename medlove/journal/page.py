"""Lines of the journal in words: an account by its name while it lives, the rest by its code."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import parse_qsl
from uuid import UUID

from django.utils import timezone

from medlove.journal.models import Journal
from medlove.models import Role, Utilisateur
from medlove.templatetags.francais import nombre

COURT = 8  # characters of an id that are enough to tell two of them apart by eye
COMPTE = "compte"
JOUR = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOTS = {
    "appareil": "Tablette",
    "cahier": "Cahier",
    COMPTE: "Compte",
    "equipe": "Équipe",
    "appartenance": "Appartenance",
    "outil": "Outil",
    "parole": "Parole",
    "partenaire": "Partenaire",
    "publication": "Publication",
    "quartier": "Quartier",
    "reception": "Envoi",
    "rencontre": "Rencontre",
    "sortie": "Sortie",
    "transfert": "Import",
}
ETIQUETTES = {
    "absorbe": "réuni avec",
    "annees": "années figées",
    "avant": "d’avant le",
    "bilans": "textes de bilans",
    "bruts": "contenus d’envois",
    "completes": "complétés",
    "crees": "créés",
    "debut": "commence à",
    "deplaces": "déplacés",
    "en_suspens": "textes à corriger",
    "envies": "«\u202fenvie d’en parler\u202f»",
    "edition": "édition",
    "is_active": "actif",
    "is_staff": "administre l’instance",
    "is_superuser": "tous les droits",
    "metier": "métier",
    "modifies": "modifiés",
    "montrees": "montrées",
    "periode": "période",
    "chiffree": "chiffrée",
    "essayee": "essayée",
    "fait_le": "faite le",
    "inchanges": "inchangés",
    "refuses": "refusés",
    "retirees": "retirées",
    "role": "rôle",
    "sans_releve": "accusés de réception",
    "slug": "nom court",
    "taches": "fabrications",
    "totaux": "nombres de bilans",
}
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d")
TUES = {"precedent"}  # a seal is not for eyes
OUI_NON = {True: "oui", False: "non"}


class Rangee(NamedTuple):
    """A line as the page shows it; `precisions` are couples of words."""

    ligne: Journal
    qui: str
    objet: str
    precisions: list[tuple[str, str]]


def rangees(lignes: Iterable[Journal]) -> list[Rangee]:
    lues = list(lignes)
    noms = _noms(lues)
    return [
        Rangee(une, _qui(une, noms), _objet(une.objet, noms), list(_precisions(une)))
        for une in lues
    ]


def _noms(lignes: Iterable[Journal]) -> Mapping[str, str]:
    """By id, those who did it and the accounts it was done to, in one query."""
    ids = {une.acteur for une in lignes if une.acteur}
    for une in lignes:
        genre, _, pk = une.objet.partition(":")
        if genre == COMPTE:
            ids.add(UUID(pk))
    vivants = Utilisateur.objects.filter(pk__in=ids).order_by()
    return {str(pk): nom for pk, nom in vivants.values_list("pk", "nom")}


def _qui(ligne: Journal, noms: Mapping[str, str]) -> str:
    if ligne.acteur is None:
        return "Le serveur" if ligne.action != "connexion_refusee" else "Quelqu’un"
    pk = str(ligne.acteur)
    return noms.get(pk) or f"Compte disparu {pk[:COURT]}"


def _objet(objet: str, noms: Mapping[str, str]) -> str:
    genre, _, pk = objet.partition(":")
    mot = MOTS.get(genre, genre.capitalize())
    if genre == COMPTE:
        return f"{mot} de {noms[pk]}" if pk in noms else f"{mot} disparu {pk[:COURT]}"
    return f"{mot} {pk[:COURT]}".strip()


def _precisions(ligne: Journal) -> Iterable[tuple[str, str]]:
    for nom, dit in [*parse_qsl(ligne.filtre), *ligne.detail.items()]:
        if nom not in TUES and (mots := _en_mots(dit)):
            yield _etiquette(nom), mots


def _etiquette(nom: str) -> str:
    return ETIQUETTES.get(nom, nom.replace("_", " "))


def _en_mots(dit: Any) -> str:
    match dit:
        case bool():
            return OUI_NON[dit]
        case list():
            return ", ".join(map(_en_mots, dit))
        case dict():
            return ", ".join(f"{_etiquette(nom)} {_en_mots(une)}" for nom, une in dit.items())
        case None:
            return ""
        case int():
            return nombre(dit)
    texte = str(dit)
    if texte in Role.values:
        return str(Role(texte).label).lower()
    return _instant(texte) or _jour(texte) or texte.replace("_", " ")


def _instant(texte: str) -> str:
    """An instant as the server writes it, in the hour of here; empty for anything else."""
    if not INSTANT.fullmatch(texte):
        return ""
    try:
        quand = datetime.fromisoformat(texte)
    except ValueError:
        return ""
    return f"{timezone.localtime(quand):%d/%m/%Y à %H:%M}"


def _jour(dit: str) -> str:
    if not JOUR.fullmatch(dit):
        return ""
    annee, mois, jour = dit.split("-")
    return f"{jour}/{mois}/{annee}"
