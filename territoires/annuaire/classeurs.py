"""Spreadsheets: the first sheet of an XLSX or ODS file that holds something."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any
from xml.etree import ElementTree

from territoires.importation.refus import FichierRefuse, nombre

Rangee = tuple[int, list[Any]]

LIGNES_AU_PLUS, COLONNES_AU_PLUS = 10_000, 200
DEPLIE_AU_PLUS = 80_000_000
# The last row of a sheet: past it, a forged number makes the reader count blank ones for ever.
RANG_AU_PLUS = 1_048_576
SIGNES_AU_PLUS = 32_767  # what a cell of a spreadsheet holds
ABIME = "Ce classeur est abîmé ou protégé : l’enregistrer de nouveau en XLSX, ou en CSV."
DEMESURE = "Ce classeur est démesuré une fois ouvert : n’y garder que la liste des partenaires."
TROP_LONG = (
    f"Ce fichier compte plus de {nombre(LIGNES_AU_PLUS)} lignes : "
    "le découper, par commune par exemple."
)
ENTITES = "Ce classeur déclare des entités XML : l’enregistrer de nouveau en XLSX, ou en CSV."
AUTRE_ZIP = "Ce fichier est une archive, pas un classeur : choisir le fichier XLSX, ODS ou CSV."
DECLARATIONS = [
    "<!DOCTYPE".encode(code)
    for code in ("ascii", "utf-16-le", "utf-16-be", "utf-32-le", "cp037", "cp500")
]
MARQUE_AU_PLUS, MORCEAU = max(map(len, DECLARATIONS)), 1024 * 1024  # bytes

ODS = "application/vnd.oasis.opendocument.spreadsheet"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXTE = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
ESPACES = {f"{TEXTE}s": " ", f"{TEXTE}tab": "\t", f"{TEXTE}line-break": "\n"}


@dataclass(frozen=True)
class Bornes:
    """The most rows a file may hold, and the two refusals that say so."""

    lignes: int
    trop_long: str
    demesure: str


def lire_classeur(octets: bytes, bornes: Bornes | None = None) -> tuple[str, list[Rangee]]:
    """The kind of file, and the rows that are not blank with their number; those of the directory
    unless said otherwise. Raises FichierRefuse."""
    bornes = bornes or Bornes(LIGNES_AU_PLUS, TROP_LONG, DEMESURE)
    try:
        with zipfile.ZipFile(BytesIO(octets)) as archive:
            noms = set(archive.namelist())
            if sum(membre.file_size for membre in archive.infolist()) > DEPLIE_AU_PLUS:
                raise FichierRefuse(bornes.demesure)
            refuser_les_entites(archive)
            if "xl/workbook.xml" in noms:
                return "XLSX", [*_xlsx(octets, bornes)]
            if "mimetype" in noms and archive.read("mimetype").decode("ascii", "replace") == ODS:
                with archive.open("content.xml") as contenu:
                    return "ODS", [*_bornees(_ods(contenu), bornes)]
    except FichierRefuse:
        raise
    except Exception as erreur:
        # Readers of spreadsheets raise what they like on a broken file.
        raise FichierRefuse(ABIME) from erreur
    raise FichierRefuse(AUTRE_ZIP)


def refuser_les_entites(archive: zipfile.ZipFile) -> None:
    """No spreadsheet declares a type: an entity makes gigabytes of a line, or reads a file of
    this machine. Refused whatever the reader that comes next makes of it. Raises FichierRefuse."""
    for membre in archive.infolist():
        with archive.open(membre) as lu:
            reste = b""
            while morceau := lu.read(MORCEAU):
                lus = reste + morceau
                if any(marque in lus for marque in DECLARATIONS):
                    raise FichierRefuse(ENTITES)
                reste = lus[-MARQUE_AU_PLUS:]


def _bornees(rangees: Iterator[Rangee], bornes: Bornes) -> Iterator[Rangee]:
    """The rows that hold something, and no more of them than an import takes: a sheet may
    count a million blank ones."""
    signes = 0
    for combien, rangee in enumerate(filter(_est_pleine, rangees)):
        if combien > bornes.lignes:
            raise FichierRefuse(bornes.trop_long)
        tailles = [len(un) for un in rangee[1] if isinstance(un, str)]
        # A cell written once and repeated costs its length each time it is read.
        signes += sum(tailles)
        if max(tailles, default=0) > SIGNES_AU_PLUS or signes > DEPLIE_AU_PLUS:
            raise FichierRefuse(bornes.demesure)
        yield rangee


def _est_pleine(rangee: Rangee) -> bool:
    # First at the speed of C: of a million rows, nearly all may hold nothing.
    return any(rangee[1]) and any(str(cellule or "").strip() for cellule in rangee[1])


def _xlsx(octets: bytes, bornes: Bornes) -> Iterator[Rangee]:
    from openpyxl import load_workbook  # two hundred milliseconds, for this file only

    classeur = load_workbook(BytesIO(octets), read_only=True, data_only=True)
    try:
        for feuille in classeur.worksheets:
            feuille.reset_dimensions()
            rangees = feuille.iter_rows(
                max_row=RANG_AU_PLUS, max_col=COLONNES_AU_PLUS, values_only=True
            )
            vide = True
            for rang, rangee in _bornees(enumerate(rangees, start=1), bornes):
                vide = False
                yield rang, list(rangee)
            if not vide:
                return
    finally:
        classeur.close()


def _ods(contenu: IO[bytes]) -> Iterator[Rangee]:
    """Repeated cells and rows are written once, with a count: a blank one may count a million.

    What is read is let go of at once.
    """
    rang, vide = 0, True
    for _, element in ElementTree.iterparse(contenu, events=("end",)):
        if element.tag == f"{TABLE}table-row":
            cellules = [*_cellules(element)]
            fois = _fois(element, "rows")
            if any(cellules):
                vide = False
                yield from ((rang + n, cellules) for n in range(1, fois + 1))
            rang += fois
            element.clear()
        elif element.tag == f"{TABLE}table":
            if not vide:
                return
            rang = 0


def _fois(element: ElementTree.Element, quoi: str) -> int:
    return int(element.get(f"{TABLE}number-{quoi}-repeated", "1"))


def _cellules(rangee: ElementTree.Element) -> Iterator[str]:
    place = 0
    for cellule in rangee:
        if cellule.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            continue
        valeur = _valeur(cellule)  # once: repeated, a long text is the same object
        for _ in range(min(_fois(cellule, "columns"), COLONNES_AU_PLUS - place)):
            place += 1
            yield valeur


def _valeur(cellule: ElementTree.Element) -> str:
    genre = cellule.get(f"{OFFICE}value-type")
    if genre in ("float", "percentage", "currency"):
        return cellule.get(f"{OFFICE}value", "")
    if genre == "date":
        return cellule.get(f"{OFFICE}date-value", "")
    # Its own paragraphs: those of a comment put on the cell are not what it says.
    return "\n".join(map(_texte, cellule.findall(f"{TEXTE}p")))


def _texte(element: ElementTree.Element) -> str:
    morceaux = [element.text or ""]
    for enfant in element:
        morceaux += [ESPACES.get(enfant.tag) or _texte(enfant), enfant.tail or ""]
    return "".join(morceaux)
