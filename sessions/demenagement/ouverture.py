"""A folder or an archive that came from elsewhere: opened without believing anything of it.

What it holds is what an export writes and nothing else: each file is known by its name, of the
announced size and digest, none of them a link; an archive is copied out under the same rules,
never larger than it says nor than `AU_PLUS`.
"""

import json
import os
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any

from sessions.demenagement.description import DOSSIER_DES_FICHIERS, NOM
from sessions.demenagement.refus import ImportRefuse

AU_PLUS = 4 * 1024**3  # bytes, all files together
FICHIERS_AU_PLUS = 20_000
DESCRIPTION_AU_PLUS = 2 * 1024**2  # bytes
BLOC = 1 << 20
DOSSIER = f"{DOSSIER_DES_FICHIERS}/"
REPRENDRE = "reprendre l’export entier"
TROP = f"Cet export dépasse {AU_PLUS // 1024**3} Gio ou {FICHIERS_AU_PLUS} fichiers."


@contextmanager
def ouvrir(source: Path) -> Iterator["Dossier"]:
    """The folder, or what an archive holds, copied aside for that time. Raises ImportRefuse."""
    if source.is_symlink() or not source.exists():
        raise ImportRefuse(f"{source} n’existe pas, ou est un lien : nommer le dossier lui-même.")
    if source.is_dir():
        yield Dossier(source)
        return
    aside = Path(tempfile.mkdtemp(prefix="medlove-import-"))
    try:
        _extraire(source, aside)
        yield Dossier(aside)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


class Dossier:
    """The files of a folder, by their names from its root."""

    def __init__(self, racine: Path) -> None:
        self.racine = racine
        self.tailles = dict(_parcourir(racine))
        if len(self.tailles) > FICHIERS_AU_PLUS or sum(self.tailles.values()) > AU_PLUS:
            raise ImportRefuse(TROP)

    def ouvrir(self, nom: str) -> IO[bytes]:
        """Raises ImportRefuse for one that is not there, or became a link meanwhile."""
        try:
            descripteur = os.open(self.racine / nom, os.O_RDONLY | os.O_NOFOLLOW)
        except OSError as erreur:
            raise ImportRefuse(f"« {nom} » manque ou ne se lit pas : {REPRENDRE}.") from erreur
        return os.fdopen(descripteur, "rb")

    def description(self) -> dict[str, Any]:
        """What the folder says of itself."""
        if NOM not in self.tailles:
            raise ImportRefuse(
                f"Il n’y a pas de {NOM} : nommer un dossier, ou une archive ZIP, fait par l’export "
                "complet."
            )
        if self.tailles[NOM] > DESCRIPTION_AU_PLUS:
            raise ImportRefuse(f"{NOM} est trop grand pour être une description.")
        with self.ouvrir(NOM) as fichier:
            try:
                dite = json.loads(fichier.read(DESCRIPTION_AU_PLUS + 1))
            except (ValueError, RecursionError) as erreur:
                raise ImportRefuse(f"{NOM} ne se lit pas : {REPRENDRE}.") from erreur
        if not isinstance(dite, dict):
            raise ImportRefuse(f"{NOM} ne décrit rien : {REPRENDRE}.")
        return dite


def _parcourir(racine: Path) -> Iterator[tuple[str, int]]:
    """Every file with its size. Raises ImportRefuse for what is neither a file nor a folder."""
    for ici, dossiers, noms in os.walk(racine):
        for nom in [*dossiers, *noms]:
            chemin = Path(ici, nom)
            etat, vu = chemin.lstat(), chemin.relative_to(racine).as_posix()
            if stat.S_ISDIR(etat.st_mode):
                continue
            if not stat.S_ISREG(etat.st_mode):
                raise ImportRefuse(f"« {vu} » n’est pas un fichier ordinaire : le retirer.")
            yield vu, etat.st_size


def _extraire(source: Path, vers: Path) -> None:
    try:
        with zipfile.ZipFile(source) as archive:
            entrees = archive.infolist()
            annonce = sum(une.file_size for une in entrees)
            if len(entrees) > FICHIERS_AU_PLUS or annonce > AU_PLUS:
                raise ImportRefuse(TROP)
            vus: set[str] = set()
            for une in entrees:
                _verifier_entree(une, vus)
                _copier(archive, une, vers / une.filename)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError) as erreur:
        raise ImportRefuse(
            f"{source.name} n’est pas une archive ZIP entière : la télécharger de nouveau."
        ) from erreur
    except (RuntimeError, ValueError, UnicodeError) as erreur:
        raise ImportRefuse(f"{source.name} ne se lit pas : {REPRENDRE}.") from erreur


def _verifier_entree(une: zipfile.ZipInfo, vus: set[str]) -> None:
    """A plain file, once, at the root or among the kept files. Raises ImportRefuse."""
    nom, chemin = une.filename, PurePosixPath(une.filename)
    mene_dehors = chemin.is_absolute() or ".." in chemin.parts or "\\" in nom or "\0" in nom
    if mene_dehors or str(chemin) != nom.rstrip("/"):
        raise ImportRefuse(f"« {nom} » mène hors du dossier : rien n’est lu.")
    genre = stat.S_IFMT(une.external_attr >> 16)
    if une.is_dir() or genre not in (0, stat.S_IFREG) or une.flag_bits & 0x1:
        raise ImportRefuse(f"« {nom} » n’est pas un fichier ordinaire : le retirer.")
    if "/" in nom and not nom.startswith(DOSSIER):
        raise ImportRefuse(f"« {nom} » n’a rien à y faire : le retirer.")
    if nom in vus:
        raise ImportRefuse(f"« {nom} » y est deux fois : {REPRENDRE}.")
    vus.add(nom)


def _copier(archive: zipfile.ZipFile, une: zipfile.ZipInfo, vers: Path) -> None:
    """Not one byte more than announced, whatever the archive would still give."""
    vers.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    reste = une.file_size
    with archive.open(une) as depuis, vers.open("xb") as fichier:
        while bloc := depuis.read(BLOC):
            reste -= len(bloc)
            if reste < 0:
                raise ImportRefuse(f"« {une.filename} » est plus grand qu’annoncé.")
            fichier.write(bloc)
