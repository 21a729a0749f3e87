"""Formula injection: whatever was typed, no cell of a file that leaves is run by a spreadsheet."""

import csv
import io
import zipfile
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from sessions.exports.document import Document
from sessions.exports.ods import en_ods
from sessions.exports.texte import en_csv
from sessions.exports.xlsx import en_xlsx
from sessions.publication.fichiers import en_csv as en_csv_publie
from sessions.statistiques.table import Cellule, Ligne, Table
from territoires.annuaire.export import en_csv as en_csv_de_partenaires
from territoires.models import Partenaire

TEXTE = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
CELLULE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table-cell"
FORMULE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}formula"
DEBUTS = ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "'=", ";=", '"=', "\u00a0=", "\u202f="]
SUITES = ["cmd|' /C calc'!A0", 'HYPERLINK("http://192.0.2.1")', "1+1", "SUM(A1)", "2*A1", "DDE()"]
PIEGES = st.builds("{}{}".format, st.sampled_from(DEBUTS), st.sampled_from(SUITES))
TAPES = st.one_of(PIEGES, st.text(alphabet="=+-@\t\r\n '\";|!A1(", min_size=1, max_size=9))


def se_lance(cellule: Any) -> bool:
    """Whether a spreadsheet makes something of it: a leading sign, blanks aside."""
    if not isinstance(cellule, str) or not cellule:
        return False
    if cellule[0] in "\t\r\n":
        return True
    debut = cellule.lstrip()
    signe = debut[:1] in {"=", "@"} or (
        debut[:1] in {"+", "-"} and any(un.isalpha() or un in "(|!" for un in debut)
    )
    return signe


def document(dit: str) -> Document:
    table = Table(
        code="x",
        titre=dit,
        compte=dit,
        colonnes=(dit,),
        lignes=(Ligne("l", dit, (Cellule(dit),)),),
        ensemble=Ligne("", dit, (Cellule(dit),)),
        notes=(dit,),
    )
    return Document("x", dit, (("Équipe", dit),), (table,))


def cellules_du_csv(octets: bytes, separateur: str) -> list[str]:
    texte = octets.decode("utf-8-sig")
    return [une for rang in csv.reader(io.StringIO(texte), delimiter=separateur) for une in rang]


@given(TAPES)
def test_no_cell_of_a_csv_is_run(dit: str):
    assert not any(map(se_lance, cellules_du_csv(en_csv(document(dit)), ";")))


@given(PIEGES, st.sampled_from([",", ", ", ";", "; ", ",'"]))
def test_nor_by_one_that_believes_in_another_separator(dit: str, coupe: str):
    octets = en_csv(document(f"a{coupe}{dit.strip()}".replace("\r", "")))
    assert not any(map(se_lance, cellules_du_csv(octets, ",")))


@given(TAPES)
def test_no_cell_of_an_xlsx_is_run(dit: str):
    classeur = load_workbook(io.BytesIO(en_xlsx(document(dit))))
    for feuille in classeur.worksheets:
        for rangee in feuille.iter_rows():
            for une in rangee:
                assert une.data_type != "f"
                assert not se_lance(une.value)


@given(TAPES)
def test_no_cell_of_an_ods_is_run(dit: str):
    with zipfile.ZipFile(io.BytesIO(en_ods(document(dit)))) as archive:
        arbre = ElementTree.fromstring(archive.read("content.xml"))
    for une in arbre.iter(CELLULE):
        assert une.get(FORMULE) is None
        assert not se_lance("\n".join("".join(p.itertext()) for p in une.iter(TEXTE)))


@given(TAPES)
def test_no_cell_of_a_published_file_is_run(dit: str):
    octets = en_csv_publie(("colonne",), [(dit,)])
    assert not any(map(se_lance, cellules_du_csv(octets, ",")))


@given(TAPES)
def test_no_cell_of_the_directory_is_run(dit: str):
    lieu = Partenaire(nom=dit, adresse=dit, commune=dit, presentation_resume=dit)
    for une in cellules_du_csv(en_csv_de_partenaires([lieu]).encode(), ","):
        assert not se_lance(une), une


@pytest.mark.parametrize("dit", ["=1+1", " =1+1", "@SUM(1)", "\t=1", "+A1", "-cmd|x"])
def test_what_is_run_is_seen_by_these_tests(dit: str):
    assert se_lance(dit)


@pytest.mark.parametrize("dit", ["Médiathèque", "'=1+1", "+33 2 99", "-1,5", "a=b", ""])
def test_and_what_is_not_run_is_not(dit: str):
    assert not se_lance(dit)
