"""The rows of a CSV file from elsewhere, one by one: never a whole file in memory."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO

from sessions.demenagement.ouverture import Dossier
from sessions.demenagement.refus import ImportRefuse

# Bytes. The outline of a large quartier is a few hundred kilobytes; the ids that an import of tens
# of thousands of rows may still have to undo, a few million.
LIGNE_AU_PLUS = 32 * 1024**2


def lire_csv(
    dossier: Dossier, nom: str, colonnes: Sequence[str]
) -> Iterator[tuple[int, list[str]]]:
    """The rows under these columns, each with its number in the file. Raises ImportRefuse."""
    with dossier.ouvrir(nom) as fichier, _larges():
        lues = csv.reader(_lignes(fichier, nom), strict=True)
        try:
            _verifier_entete(nom, next(lues, []), colonnes)
            for numero, cellules in enumerate(lues, 2):
                if len(cellules) != len(colonnes):
                    raise ImportRefuse(
                        f"{nom}, ligne {numero} : {len(cellules)} cellules au lieu de "
                        f"{len(colonnes)}."
                    )
                yield numero, cellules
        except csv.Error as erreur:
            raise ImportRefuse(
                f"{nom} n’est pas un CSV à virgules et guillemets, vers la ligne {lues.line_num}."
            ) from erreur


def _verifier_entete(nom: str, lu: list[str], colonnes: Sequence[str]) -> None:
    if lu == list(colonnes):
        return
    for une in lu:
        if une not in colonnes:
            raise ImportRefuse(f"{nom} : la colonne « {une[:60]} » n’est pas connue.")
    for une in colonnes:
        if une not in lu:
            raise ImportRefuse(f"{nom} : la colonne « {une} » manque.")
    raise ImportRefuse(f"{nom} : les colonnes ne sont pas dans l’ordre de l’export.")


def _lignes(fichier: IO[bytes], nom: str) -> Iterator[str]:
    while ligne := fichier.readline(LIGNE_AU_PLUS + 1):
        if len(ligne) > LIGNE_AU_PLUS:
            raise ImportRefuse(f"{nom} : une ligne dépasse {LIGNE_AU_PLUS // 1024**2} Mio.")
        if b"\0" in ligne:
            raise ImportRefuse(f"{nom} contient un caractère nul.")
        try:
            yield ligne.decode()
        except UnicodeDecodeError as erreur:
            raise ImportRefuse(f"{nom} n’est pas en UTF-8.") from erreur


@contextmanager
def _larges() -> Iterator[None]:
    """A cell as wide as a line: the reader of CSV has one limit for the whole process."""
    avant = csv.field_size_limit(LIGNE_AU_PLUS)
    try:
        yield
    finally:
        csv.field_size_limit(avant)
