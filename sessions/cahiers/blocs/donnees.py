"""The figure of a bloc as a file: the very numbers that are printed, and the rows left out."""

from sessions.cahiers.blocs.bloc import Bloc
from sessions.publication.fichiers import en_csv
from sessions.statistiques.effectifs import FINE
from sessions.statistiques.table import Cellule


def donnees(bloc: Bloc, etat: str = "") -> bytes:
    """A CSV of the table of the bloc, whole; nothing of a bloc that has none.

    `etat` is said in each row: the file may leave the document that says it on every page.
    """
    table = bloc.table
    if table is None:
        return b""
    lignes = [*table.lignes, *([table.ensemble] if table.ensemble else [])]
    dit = [etat] if etat else []
    return en_csv(
        ("code", "libelle", *table.colonnes, *(["etat"] if etat else [])),
        ((une.code, une.libelle, *map(_ecrite, une.cellules), *dit) for une in lignes),
    )


def _ecrite(cellule: Cellule) -> str:
    """Digits without thin spaces, which no spreadsheet reads; what is hidden as it is printed."""
    if cellule.nombre is None:
        return cellule.texte.replace(FINE, " ")
    return f"{cellule.nombre} %" if cellule.texte.endswith("%") else str(cellule.nombre)
