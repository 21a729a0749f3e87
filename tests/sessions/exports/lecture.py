"""Reading back what is shown: the tables of a page, the cells of a file."""

import csv
import io
import json
import zipfile
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

from openpyxl import load_workbook

FINE = "\u202f"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXTE = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
Rangees = list[list[str]]


class Tables(HTMLParser):
    """The cells of each table, without what stands beside the figure (its class, its detail)."""

    BESIDE = {"small", "span", "svg", "caption"}

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tables: list[Rangees] = []
        self.dedans = False
        self.a_cote = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"th", "td"} and "chiffres__barre" not in str(dict(attrs).get("class")):
            self.tables[-1][-1].append("")
            self.dedans = True
        elif tag in self.BESIDE:
            self.a_cote += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in {"th", "td"}:
            self.dedans = False
        elif tag in self.BESIDE:
            self.a_cote -= 1

    def handle_data(self, data: str) -> None:
        if self.dedans and not self.a_cote:
            self.tables[-1][-1][-1] += data.strip(" \n")


def de_csv(octets: bytes) -> Rangees:
    return [*csv.reader(io.StringIO(octets.decode("utf-8-sig")), delimiter=";")]


def de_xlsx(octets: bytes) -> dict[str, Rangees]:
    """By sheet, as text: a share is written with its sign."""
    classeur = load_workbook(io.BytesIO(octets))
    return {
        feuille.title: [[_de_xlsx(une) for une in rangee] for rangee in feuille.iter_rows()]
        for feuille in classeur.worksheets
    }


def _de_xlsx(cellule: Any) -> str:
    if cellule.value is None:
        return ""
    if cellule.number_format == "0 %":
        return f"{round(cellule.value * 100)}{FINE}%"
    return str(cellule.value)


def de_ods(octets: bytes) -> dict[str, Rangees]:
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        racine = ElementTree.fromstring(archive.read("content.xml"))
    return {
        feuille.get(f"{TABLE}name", ""): [
            [_de_ods(une) for une in rangee.iter(f"{TABLE}table-cell")]
            for rangee in feuille.iter(f"{TABLE}table-row")
        ]
        for feuille in racine.iter(f"{TABLE}table")
    }


def _de_ods(cellule: ElementTree.Element) -> str:
    """The value that a spreadsheet counts with, where there is one."""
    if cellule.get(f"{OFFICE}value-type") == "float":
        return cellule.get(f"{OFFICE}value", "")
    if cellule.get(f"{OFFICE}value-type") == "percentage":
        return f"{round(float(cellule.get(f'{OFFICE}value', '')) * 100)}{FINE}%"
    return "".join(cellule.itertext())


def de_geojson(octets: bytes) -> tuple[dict[str, Any], ElementTree.Element]:
    """The collection and the style."""
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        par_genre = {nom.rpartition(".")[2]: archive.read(nom) for nom in archive.namelist()}
    return json.loads(par_genre["geojson"]), ElementTree.fromstring(par_genre["qml"])


def sans_vides(rangees: Rangees) -> Rangees:
    """Without the blank cells that end a row, nor blank rows."""
    propres = []
    for rangee in rangees:
        while rangee and rangee[-1] in ("", None):
            rangee = rangee[:-1]
        if rangee:
            propres.append(rangee)
    return propres
