"""An équipe that comes from another instance: all of it, the same, or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction

from medlove.journal import consigner
from medlove.models import Appartenance, Equipe, Role
from sessions.demenagement import fichiers
from sessions.demenagement.conformite import verifier, verifier_octets
from sessions.demenagement.contenu import TABLES
from sessions.demenagement.description import (
    COLONNES_DES_FICHIERS,
    DOSSIER_DES_FICHIERS,
    FICHIERS,
    NOM,
    Empreinte,
    entete_de,
)
from sessions.demenagement.entree import ICI, Entree
from sessions.demenagement.lecture import lire_csv
from sessions.demenagement.ouverture import REPRENDRE, Dossier, ouvrir
from sessions.demenagement.refus import ExportImpossible, ImportRefuse
from sessions.demenagement.services.exportation import empreintes
from sessions.demenagement.tables import Table

GESTE = "import_complet"


@dataclass(frozen=True)
class Importee:
    """What came: `lignes` by table, how many kept files, who coordinates."""

    equipe: Equipe
    lignes: dict[str, int]
    fichiers: int
    coordination: list[Appartenance]


def importer(source: Path) -> Importee:
    """Read a folder, or an archive, that an export made. Raises ImportRefuse, nothing written."""
    with ouvrir(source) as dossier:
        dite = verifier(dossier)
        gardes = _verifier_les_fichiers(dossier)
        entree = Entree(dossier, gardes)
        with _poses() as poses, transaction.atomic():
            equipe = entree.lire_l_equipe()
            _refuser_les_pris(gardes)
            entree.lire_le_reste()
            _verifier_la_base()
            _verifier_le_retour(equipe, dite)
            _verifier_les_nommes(dossier, entree, gardes)
            for nom in sorted(gardes):
                if fichiers.deposer(nom, dossier.racine / DOSSIER_DES_FICHIERS / nom):
                    poses.append(nom)
            elle = Equipe.objects.get(pk=equipe)
            lignes = sum(entree.lignes.values())
            consigner(GESTE, equipe=elle, lignes=lignes, fichiers=len(gardes))
    return Importee(elle, entree.lignes, len(gardes), _coordination(elle))


@contextmanager
def _poses() -> Iterator[list[str]]:
    """The files put in place meanwhile; taken back if it does not end well."""
    noms: list[str] = []
    try:
        yield noms
    except BaseException:
        for nom in noms:
            default_storage.delete(nom)
        raise


def _verifier_les_fichiers(dossier: Dossier) -> set[str]:
    """The names of the kept files, all there and whole. Raises ImportRefuse."""
    noms: set[str] = set()
    for numero, (nom, octets, condense) in lire_csv(
        dossier, f"{FICHIERS}.csv", COLONNES_DES_FICHIERS
    ):
        if nom in noms:
            raise ImportRefuse(f"{FICHIERS}.csv, ligne {numero} : « {nom} » y est deux fois.")
        noms.add(nom)
        taille = int(octets) if octets.isascii() and octets.isdigit() else None
        verifier_octets(dossier, f"{DOSSIER_DES_FICHIERS}/{nom}", taille, f"sha256:{condense}")
    for vu in sorted(dossier.tailles):
        dedans, _, nom = vu.partition(f"{DOSSIER_DES_FICHIERS}/")
        if not dedans and nom not in noms:
            raise ImportRefuse(f"« {vu} » n’est pas dans {FICHIERS}.csv : le retirer.")
    return noms


def _refuser_les_pris(noms: set[str]) -> None:
    if pris := sorted(fichiers.ailleurs(noms)):
        raise ImportRefuse(
            f"« {pris[0]} » est déjà le fichier d’une autre équipe : importer dans une autre "
            "instance."
        )


def _verifier_les_nommes(dossier: Dossier, entree: Entree, gardes: set[str]) -> None:
    """Each file is named by a row, lies where its column says, and is what it should be."""
    if seuls := sorted(gardes - set(entree.nommes)):
        raise ImportRefuse(f"Aucune ligne ne nomme « {seuls[0]} » : {REPRENDRE}.")
    for nom, (table, champ) in entree.nommes.items():
        fichiers.verifier_nom(table, champ, nom)
        chemin = dossier.racine / DOSSIER_DES_FICHIERS / nom
        fichiers.verifier_contenu(table, champ, chemin)


def _verifier_la_base() -> None:
    try:
        connection.check_constraints()
    except IntegrityError as erreur:
        raise ImportRefuse(f"Une ligne nomme ce qui n’est pas venu : {REPRENDRE}.") from erreur


def _verifier_le_retour(equipe: UUID, dite: dict[str, Any]) -> None:
    """Exported from here, it would be the same to the last byte. Raises ImportRefuse."""
    annoncees = {une["path"]: une["hash"] for une in dite["resources"]}
    for table, rendue in _rendues(equipe):
        if rendue.dite()["hash"] != annoncees[table.fichier]:
            raise ImportRefuse(
                f"{table.fichier} : la base ne rend pas ce que ce fichier contient (des lignes "
                f"dans un autre ordre, ou une version différente) : {REPRENDRE}."
            )
    entete = entete_de(Equipe.objects.get(pk=equipe))
    for mention in sorted(entete):
        if dite[mention] != entete[mention]:
            raise ImportRefuse(f"{NOM} : « {mention} » n’est pas ce que dit {TABLES[0].fichier}.")


def _rendues(equipe: UUID) -> Iterator[tuple[Table, Empreinte]]:
    try:
        yield from empreintes(equipe, ICI)
    except ExportImpossible as erreur:
        raise ImportRefuse(f"{erreur} {REPRENDRE.capitalize()}.") from erreur


def _coordination(equipe: Equipe) -> list[Appartenance]:
    en_place = Appartenance.objects.de(equipe).en_cours().filter(role=Role.COORDINATION)
    return list(en_place.select_related("utilisateur").order_by("utilisateur__email"))
