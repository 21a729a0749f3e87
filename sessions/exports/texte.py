"""CSV: UTF-8 with its mark and « ; », for a French spreadsheet to open it with a double click."""

import csv
import io

from sessions.exports.document import Document, Part, chapeau, rangees

MARQUE = "\ufeff"


def en_csv(document: Document) -> bytes:
    """The header, then one table after the other, a blank row between."""
    texte = io.StringIO()
    redacteur = csv.writer(texte, delimiter=";", lineterminator="\r\n")
    redacteur.writerows(document.premiere())
    for table in document.tables:
        redacteur.writerow([])
        redacteur.writerows([un] for un in chapeau(table))
        redacteur.writerows(map(_ecrites, rangees(table)))
    return (MARQUE + texte.getvalue()).encode()


def _ecrites(rangee: list[str | int | Part]) -> list[str]:
    return [f"{une.points}\u202f%" if isinstance(une, Part) else str(une) for une in rangee]
