"""Whether a folder is what this program would have written: its files, their columns, their
bytes. Nothing is overlooked: what is too many is refused and named, like what is missing."""

from hashlib import sha256
from typing import Any

from medlove.models import Equipe
from medlove.version import VERSION
from sessions.demenagement.description import (
    DOSSIER_DES_FICHIERS,
    FORMAT,
    NOM,
    Empreinte,
    decrire,
    ressources,
)
from sessions.demenagement.ouverture import BLOC, REPRENDRE, Dossier
from sessions.demenagement.refus import ImportRefuse

SANS_FICHIERS = {"bytes", "hash"}


def verifier(dossier: Dossier) -> dict[str, Any]:
    """The description, once everything is as it says, but for the kept files. Raises
    ImportRefuse."""
    dite = dossier.description()
    _verifier_version(dite)
    attendues = {une["path"]: une for une in ressources()}
    trouvees = _par_chemin(dite)
    _comparer("le fichier", set(trouvees), set(attendues))
    for chemin, attendue in attendues.items():
        _verifier_schema(chemin, trouvees[chemin], attendue)
    _verifier_les_entetes(dite)
    _verifier_les_noms(dossier, set(attendues))
    for chemin, trouvee in trouvees.items():
        verifier_octets(dossier, chemin, trouvee.get("bytes"), trouvee.get("hash"))
    return dite


def verifier_octets(dossier: Dossier, nom: str, octets: Any, condense: Any) -> None:
    """A file holds what was announced. Raises ImportRefuse."""
    if dossier.tailles.get(nom) != octets:
        raise ImportRefuse(f"« {nom} » manque, ou n’a pas la taille annoncée : {REPRENDRE}.")
    calcule = sha256()
    with dossier.ouvrir(nom) as fichier:
        while bloc := fichier.read(BLOC):
            calcule.update(bloc)
    if condense != f"sha256:{calcule.hexdigest()}":
        raise ImportRefuse(f"« {nom} » a changé depuis l’export : {REPRENDRE}.")


def _verifier_version(dite: dict[str, Any]) -> None:
    lui = dite.get("medlove")
    if not isinstance(lui, dict) or set(lui) != {"format", "programme"}:
        raise ImportRefuse(f"{NOM} n’est pas celui d’un export complet de Medlové.")
    if lui["format"] != FORMAT:
        raise ImportRefuse(
            f"Cet export est au format {lui['format']}, ce programme lit le {FORMAT} : mettre les "
            "deux à la même version, puis refaire l’export."
        )


def _par_chemin(dite: dict[str, Any]) -> dict[str, dict[str, Any]]:
    toutes = dite.get("resources")
    if not isinstance(toutes, list) or not all(isinstance(une, dict) for une in toutes):
        raise ImportRefuse(f"{NOM} ne nomme aucun fichier : {REPRENDRE}.")
    par_chemin = {str(une.get("path")): une for une in toutes}
    if len(par_chemin) != len(toutes):
        raise ImportRefuse(f"{NOM} nomme deux fois le même fichier : {REPRENDRE}.")
    return par_chemin


def _comparer(quoi: str, trouves: set[str], attendus: set[str], ou: str = NOM) -> None:
    if inconnus := sorted(trouves - attendus):
        raise ImportRefuse(f"{ou} : {quoi} « {inconnus[0]} » n’est pas connu de ce programme.")
    if absents := sorted(attendus - trouves):
        raise ImportRefuse(f"{ou} : {quoi} « {absents[0]} » manque.")


def _verifier_schema(chemin: str, trouvee: dict[str, Any], attendue: dict[str, Any]) -> None:
    """Column by column first, to name the one that differs."""
    siens, les_notres = _champs(chemin, trouvee), _champs(chemin, attendue)
    _comparer("la colonne", set(siens), set(les_notres), chemin)
    for nom, champ in les_notres.items():
        if siens[nom] != champ:
            raise ImportRefuse(
                f"{chemin} : la colonne « {nom} » n’est pas décrite comme ici (Medlové {VERSION}) "
                ": mettre les deux à la même version, puis refaire l’export."
            )
    if {nom: dit for nom, dit in trouvee.items() if nom not in SANS_FICHIERS} != attendue:
        raise ImportRefuse(f"{NOM} : « {chemin} » n’est pas décrit comme ici : {REPRENDRE}.")


def _champs(chemin: str, ressource: dict[str, Any]) -> dict[str, Any]:
    try:
        return {champ["name"]: champ for champ in ressource["schema"]["fields"]}
    except (KeyError, TypeError) as erreur:
        raise ImportRefuse(f"{NOM} : « {chemin} » n’a pas de colonnes : {REPRENDRE}.") from erreur


def _verifier_les_entetes(dite: dict[str, Any]) -> None:
    """What an export says of itself, and no more."""
    attendus = set(decrire(Equipe(), {une["path"]: Empreinte(0, "") for une in ressources()}))
    _comparer("la mention", set(dite), attendus)


def _verifier_les_noms(dossier: Dossier, connus: set[str]) -> None:
    for nom in sorted(dossier.tailles):
        if nom not in connus | {NOM} and not nom.startswith(f"{DOSSIER_DES_FICHIERS}/"):
            raise ImportRefuse(f"« {nom} » n’est pas un fichier de l’export : le retirer.")
