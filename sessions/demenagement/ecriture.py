"""Where an export is written: a folder, whole or not there, or a ZIP archive."""

import csv
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, BinaryIO, Protocol, Self

from sessions.demenagement.description import Empreinte
from sessions.demenagement.refus import ExportImpossible

# The first day a zip can tell: the same data give the same archive.
SANS_DATE = (1980, 1, 1, 0, 0, 0)
DROITS = 0o600
BLOC = 1 << 20  # bytes


class Ecrivain(Protocol):
    def ouvrir(self, nom: str) -> Any:
        """A file of the export, to write in."""


class Mesure:
    """Passes on what is written, as text or bytes, and remembers its size and digest."""

    def __init__(self, dessous: IO[bytes] | None = None) -> None:
        self._dessous, self._condense, self._octets = dessous, sha256(), 0

    def write(self, dit: str | bytes) -> int:
        octets = dit.encode() if isinstance(dit, str) else dit
        self._condense.update(octets)
        self._octets += len(octets)
        return self._dessous.write(octets) if self._dessous else len(octets)

    @property
    def empreinte(self) -> Empreinte:
        return Empreinte(self._octets, self._condense.hexdigest())


def ecrire_csv(mesure: Mesure, colonnes: Iterable[str], lignes: Iterable[list[str]]) -> int:
    """The header, then the rows; how many of them."""
    ecrire = csv.writer(mesure, lineterminator="\r\n")
    ecrire.writerow(colonnes)
    nombre = 0
    for ligne in lignes:
        ecrire.writerow(ligne)
        nombre += 1
    return nombre


def copier(depuis: IO[bytes], vers: Mesure) -> None:
    while bloc := depuis.read(BLOC):
        vers.write(bloc)


class EnDossier:
    def __init__(self, racine: Path) -> None:
        self._racine = racine

    @contextmanager
    def ouvrir(self, nom: str) -> Iterator[BinaryIO]:
        chemin = self._racine / nom
        chemin.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descripteur = os.open(chemin, os.O_WRONLY | os.O_CREAT | os.O_EXCL, DROITS)
        with os.fdopen(descripteur, "wb") as fichier:
            yield fichier
            fichier.flush()
            os.fsync(fichier.fileno())


class EnArchive:
    """Closed at the end of a `with`, whole or to be thrown away."""

    def __init__(self, fichier: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(fichier, "w")

    @contextmanager
    def ouvrir(self, nom: str) -> Iterator[IO[bytes]]:
        entree = zipfile.ZipInfo(nom, SANS_DATE)
        entree.compress_type = zipfile.ZIP_DEFLATED
        entree.external_attr = (0o100000 | DROITS) << 16
        with self._zip.open(entree, "w", force_zip64=True) as fichier:
            yield fichier

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *erreur: Any) -> None:
        self._zip.close()


@contextmanager
def dossier_neuf(vers: Path) -> Iterator[EnDossier]:
    """A folder closed to others, that takes its name once it is whole. Raises ExportImpossible
    and OSError."""
    if vers.exists() and (not vers.is_dir() or any(vers.iterdir())):
        raise ExportImpossible(f"{vers} existe, et n’est pas un dossier vide : en nommer un autre.")
    if not vers.parent.is_dir():
        raise ExportImpossible(f"Le dossier {vers.parent} n’existe pas : le créer d’abord.")
    brouillon = Path(tempfile.mkdtemp(prefix=".medlove-export-", dir=vers.parent))
    try:
        yield EnDossier(brouillon)
        brouillon.replace(vers)
    finally:
        shutil.rmtree(brouillon, ignore_errors=True)
