"""The kept files: images of cahiers and their editions, photos and sheets of outils."""

import re
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from django.core.files import File
from django.core.files.storage import default_storage
from django.db.models import FileField

from sessions.demenagement.contenu import TABLES
from sessions.demenagement.refus import ImportRefuse
from sessions.demenagement.tables import Champ, Table
from sessions.images import ImageRefusee, verifier

# The last part of a name that our storage gives.
NOM = re.compile(r"[\w][\w.\-]{0,99}")
PDF = b"%PDF-"
IMAGES = {"images.fichier", "outils.photo"}


def colonnes() -> list[tuple[Table, Champ]]:
    """Those that name a file."""
    return [
        (table, champ) for table in TABLES for champ in table.champs if isinstance(champ, FileField)
    ]


def nommes(equipe: UUID, base: str) -> list[str]:
    """The files that the rows of an équipe name, in order."""
    noms: set[str] = set()
    for table, champ in colonnes():
        lot = table.lot(equipe, base).exclude(**{champ.name: ""})
        noms.update(lot.values_list(champ.name, flat=True))
    return sorted(noms)


def verifier_nom(table: Table, champ: Champ, nom: str) -> None:
    """A file of a column lies in the folder of that column. Raises ImportRefuse."""
    dossier, _, dernier = nom.rpartition("/")
    if dossier != champ.upload_to or not NOM.fullmatch(dernier):
        raise ImportRefuse(
            f"{table.fichier}, colonne {champ.name} : « {nom} » n’est pas un nom de fichier de "
            f"« {champ.upload_to} »."
        )


def verifier_contenu(table: Table, champ: Champ, chemin: Path) -> None:
    """An image where one is due, a PDF elsewhere. Raises ImportRefuse."""
    with chemin.open("rb") as fichier:
        if f"{table.nom}.{champ.name}" not in IMAGES:
            if fichier.read(len(PDF)) != PDF:
                raise ImportRefuse(f"{chemin.name} n’est pas un PDF : reprendre l’export.")
            return
        try:
            verifier(fichier)
        except ImageRefusee as refus:
            raise ImportRefuse(f"{chemin.name} : {refus}") from refus


def ailleurs(noms: set[str]) -> Iterator[str]:
    """Those of these names that a row of this instance already gives to a file."""
    for table, champ in colonnes():
        pris = table.modele._base_manager.filter(**{f"{champ.name}__in": noms})
        yield from pris.values_list(champ.name, flat=True)


def deposer(nom: str, source: Path) -> bool:
    """Put a file in the storage, under its name; whether it was not there. Raises ImportRefuse
    when another is."""
    if default_storage.exists(nom):
        if _memes(nom, source):
            return False
        raise ImportRefuse(f"Un autre fichier se nomme déjà « {nom} » sur ce serveur : l’écarter.")
    with source.open("rb") as fichier:
        pose = default_storage.save(nom, File(fichier))
    if pose != nom:
        default_storage.delete(pose)
        raise ImportRefuse(f"Le rangement de ce serveur n’accepte pas le nom « {nom} ».")
    return True


def _memes(nom: str, source: Path) -> bool:
    if default_storage.size(nom) != source.stat().st_size:
        return False
    with default_storage.open(nom) as uns, source.open("rb") as autres:
        while bloc := uns.read(1 << 20):
            if bloc != autres.read(1 << 20):
                return False
    return True
