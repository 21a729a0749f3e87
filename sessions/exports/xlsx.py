"""XLSX, by openpyxl: a first sheet to read, then a sheet a table."""

import re
from datetime import datetime
from io import BytesIO
from typing import Any

from sessions.exports.archive import archiver, membres_de
from sessions.exports.document import Document, Part, chapeau, ecrivable, rangees
from sessions.exports.feuilles import PREMIERE, nommer

SANS_DATE = datetime(1980, 1, 1)  # noqa: DTZ001
MODIFIE = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
LARGEUR_DU_LIBELLE, LARGEUR = 44, 16


def en_xlsx(document: Document) -> bytes:
    from openpyxl import Workbook  # two hundred milliseconds, for this file only

    classeur = Workbook()
    classeur.properties.creator = ""
    classeur.properties.created = SANS_DATE
    classeur.properties.title = ecrivable(document.titre)
    premiere = classeur.active
    premiere.title = PREMIERE
    _remplir(premiere, document.premiere(), gras=2)
    for table, nom in zip(document.tables, nommer(un.titre for un in document.tables), strict=True):
        dessus = [[un] for un in chapeau(table)]
        feuille = classeur.create_sheet(nom)
        _remplir(feuille, [*dessus, [], *rangees(table)], gras=1)
        feuille.freeze_panes = feuille.cell(len(dessus) + 3, 2)
    tampon = BytesIO()
    classeur.save(tampon)
    membres = membres_de(tampon.getvalue())
    # It writes the second in which it saves.
    proprietes = "docProps/core.xml"
    membres[proprietes] = MODIFIE.sub(rb"\g<1>1980-01-01T00:00:00Z", membres[proprietes])
    return archiver(membres)


def _remplir(feuille: Any, rangees_: list[Any], gras: int) -> None:
    """`gras`: how many first rows are titles."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for rang, rangee in enumerate(rangees_, start=1):
        for colonne, valeur in enumerate(rangee, start=1):
            cellule = feuille.cell(rang, colonne)
            if isinstance(valeur, Part):
                cellule.value, cellule.number_format = valeur.points / 100, "0 %"
            else:
                cellule.value = valeur
            if isinstance(valeur, str):
                cellule.data_type = "s"  # never a formula
            if rang <= gras:
                cellule.font = Font(bold=True)
    for colonne in range(1, feuille.max_column + 1):
        largeur = LARGEUR_DU_LIBELLE if colonne == 1 else LARGEUR
        feuille.column_dimensions[get_column_letter(colonne)].width = largeur
