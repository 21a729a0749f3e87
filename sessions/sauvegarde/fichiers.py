"""The private files, that the backup holds beside the rows; and what never goes into it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.files.storage import default_storage

from medlove.journal import cle
from sessions.annuaire.depot import DOSSIER as IMPORTS
from sessions.cahiers.editions.fabrique import ATELIER
from sessions.sauvegarde.refus import SauvegardeAbimee, SauvegardeRefusee
from sessions.transferts.depot import DOSSIER as TRANSFERTS

PREFIXE = "fichiers/"
# What waits there is for an hour, and for one person.
DE_PASSAGE = (ATELIER, IMPORTS, TRANSFERTS)
SECRETS = ("MEDLOVE_CLE_PUBLICATION", "MEDLOVE_CLE_SAUVEGARDE", "SECRET_KEY")
JOURNAL = "MEDLOVE_CLE_JOURNAL"
ASSEZ_LONG = 16  # characters: under that, a secret would be found anywhere by chance


def racine() -> Path:
    return Path(default_storage.path(""))


def presents() -> list[str]:
    """Their names from the root, in order."""
    ici = racine()
    return sorted(
        nom
        for chemin in ici.rglob("*")
        if chemin.is_file() and not chemin.is_symlink()
        if not (nom := chemin.relative_to(ici).as_posix()).startswith(
            tuple(f"{dossier}/" for dossier in DE_PASSAGE)
        )
    )


def contenus() -> Iterator[tuple[str, bytes]]:
    """Each file, whole. One that is deleted meanwhile is left out: nothing names it any more.

    Raises SauvegardeRefusee before a secret of the instance goes with them.
    """
    secrets = _secrets()
    for nom in presents():
        try:
            octets = (racine() / nom).read_bytes()
        except FileNotFoundError:
            continue
        for variable, secret in secrets.items():
            if secret in octets:
                raise SauvegardeRefusee(
                    f"Le fichier privé « {nom} » contient {variable}, qui ne se sauvegarde pas "
                    "avec la base : le ranger ailleurs, puis relancer."
                )
        yield nom, octets


def _secrets() -> dict[str, bytes]:
    dits = {nom: str(getattr(settings, nom, "")) for nom in SECRETS}
    # The keys of the journal, those that are no longer in use too.
    dits |= {f"{JOURNAL}{' (ancienne)' * rang}": une for rang, une in enumerate(cle.donnees())}
    return {nom: dit.encode() for nom, dit in dits.items() if len(dit) >= ASSEZ_LONG}


def deposer(essai: Path, nom: str, octets: bytes) -> None:
    """A file of the backup, on the way. Raises SauvegardeAbimee for a name that leads outside."""
    chemin = PurePosixPath(nom)
    if chemin.is_absolute() or ".." in chemin.parts or not chemin.parts or "\0" in nom:
        raise SauvegardeAbimee(f"« {nom} » mène hors du dossier des fichiers")
    place = essai / chemin
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(octets)


def installer(essai: Path, ecart: Path) -> set[str]:
    """Put each file in its place, at once; another that was there is copied aside. Their names."""
    noms = {un.relative_to(essai).as_posix() for un in essai.rglob("*") if un.is_file()}
    for nom in noms:
        place = racine() / nom
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.is_file() and place.read_bytes() == (essai / nom).read_bytes():
            continue
        if place.exists():
            _copier(nom, ecart)
        with (essai / nom).open("rb") as fichier:
            os.fsync(fichier.fileno())
        (essai / nom).replace(place)
    return noms


def ecarter(gardes: set[str], ecart: Path) -> int:
    """Move aside the files that the restored base does not name. How many."""
    autres = [nom for nom in presents() if nom not in gardes]
    for nom in autres:
        _copier(nom, ecart)
        (racine() / nom).unlink()
    return len(autres)


def _copier(nom: str, ecart: Path) -> None:
    """To a folder that opens for nobody else, with what is in it."""
    ecart.mkdir(mode=0o700, exist_ok=True)
    (ecart / nom).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(racine() / nom, ecart / nom)
