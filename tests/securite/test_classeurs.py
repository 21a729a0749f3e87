"""Hostile spreadsheets: bombs, entities, archives that lie; read by the import of partenaires."""

import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from territoires.annuaire.classeurs import ODS
from territoires.annuaire.lecture import lire_tableau
from territoires.importation.refus import FichierRefuse
from territoires.models import Partenaire
from tests.personnes import Personne
from tests.territoires.annuaire.fichiers import ods_de, xlsx_de

IMPORTER = "/partenaires/importer/"
MIO = 1024 * 1024

RIRES = "".join(
    f'<!ENTITY r{rang} "{f"&r{rang - 1};" * 10}">' if rang else '<!ENTITY r0 "ha">'
    for rang in range(10)
)
ENTITES = {
    "a billion laughs": f"<!DOCTYPE x [{RIRES}]>",
    "a file of this machine": '<!DOCTYPE x [<!ENTITY r9 SYSTEM "file:///etc/passwd">]>',
    "an address of the network": '<!DOCTYPE x [<!ENTITY r9 SYSTEM "http://192.0.2.1/x">]>',
    "a parameter": '<!DOCTYPE x [<!ENTITY % r SYSTEM "http://192.0.2.1/x"> %r;]>',
    "a type elsewhere": '<!DOCTYPE x SYSTEM "http://192.0.2.1/x.dtd">',
}


def refaire(octets: bytes, membre: str, faire: object) -> bytes:
    """The same archive, with one of its files made again."""
    sortie = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(octets)) as lue, zipfile.ZipFile(sortie, "w") as ecrite:
        for nom in lue.namelist():
            contenu = lue.read(nom)
            ecrite.writestr(
                nom,
                faire(contenu) if nom == membre else contenu,  # type: ignore[operator]
                zipfile.ZIP_DEFLATED,
            )
    return sortie.getvalue()


def avec_entites(octets: bytes, membre: str, dit: str, code: str = "utf-8") -> bytes:
    def declarer(contenu: bytes) -> bytes:
        texte = contenu.decode()
        corps = texte.partition("?>")[2] if texte.startswith("<?xml") else texte
        avec = corps.replace("Médiathèque", "&r9;") if "&r9" not in corps else corps
        return f'<?xml version="1.0" encoding="{code}"?>{dit}{avec}'.encode(code)

    return refaire(octets, membre, declarer)


@pytest.mark.parametrize("dit", ENTITES.values(), ids=ENTITES)
@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    ("ecrire", "membre"),
    [(ods_de, "content.xml"), (xlsx_de, "xl/worksheets/sheet1.xml"), (xlsx_de, "xl/workbook.xml")],
    ids=["ods", "xlsx, its sheet", "xlsx, its book"],
)
def test_a_spreadsheet_that_declares_entities_is_refused_unread(
    ecrire, membre: str, dit: str, code: str
):
    debut = time.monotonic()
    with pytest.raises(FichierRefuse, match="entités XML"):
        lire_tableau(avec_entites(ecrire(), membre, dit, code))
    assert time.monotonic() - debut < 5


def test_a_declaration_cut_in_two_by_the_reading_is_seen():
    remplir = " " * (MIO - len('<?xml version="1.0" encoding="utf-8"?>') - 4)
    with pytest.raises(FichierRefuse, match="entités"):
        lire_tableau(avec_entites(ods_de(), "content.xml", remplir + ENTITES["a billion laughs"]))


def bombe(membre: str, mio: int) -> bytes:
    """An archive a thousand times as large once opened."""
    sortie = io.BytesIO()
    with zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS)
        archive.writestr("xl/workbook.xml" if "xl" in membre else "x", b"<x/>")
        archive.writestr(membre, b" " * (mio * MIO))
    return sortie.getvalue()


@pytest.mark.parametrize("membre", ["content.xml", "xl/worksheets/sheet1.xml", "xl/media/x.png"])
def test_an_archive_that_swells_is_refused_before_it_is_opened(membre: str):
    octets = bombe(membre, 120)
    assert len(octets) < MIO
    tracemalloc.start()
    with pytest.raises(FichierRefuse, match="démesuré"):
        lire_tableau(octets)
    _, pic = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert pic < 20 * MIO


def test_an_archive_that_lies_about_its_size_is_refused():
    """The size announced is that of a member of 10 bytes: no more than that is ever read."""
    octets = bytearray(bombe("content.xml", 90))
    vraie, dite = (90 * MIO).to_bytes(4, "little"), (10).to_bytes(4, "little")
    assert octets.count(vraie) == 2
    with pytest.raises(FichierRefuse):
        lire_tableau(bytes(octets).replace(vraie, dite))


def test_an_archive_in_an_archive_is_not_opened():
    dehors = io.BytesIO()
    with zipfile.ZipFile(dehors, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("dedans.xlsx", bombe("xl/worksheets/sheet1.xml", 60))
    with pytest.raises(FichierRefuse):
        lire_tableau(dehors.getvalue())


def test_a_cell_repeated_a_thousand_million_times_is_read_once():
    repetee = refaire(
        ods_de(),
        "content.xml",
        lambda xml: xml.replace(
            b"<table:table-cell", b'<table:table-cell table:number-columns-repeated="999999999"', 1
        ),
    )
    debut = time.monotonic()
    with suppress(FichierRefuse):
        lire_tableau(repetee)
    assert time.monotonic() - debut < 5


def test_what_repetitions_add_up_to_is_bounded():
    """Ten kilobytes that say a thousand million signs, each read by every rule."""
    longue = b"<text:p>" + b"a" * 30_000 + b"</text:p>"
    repetee = refaire(
        ods_de(),
        "content.xml",
        lambda xml: xml.replace(
            b"</table:table>",
            b'<table:table-row table:number-rows-repeated="9000">'
            b'<table:table-cell table:number-columns-repeated="200">'
            + longue
            + b"</table:table-cell></table:table-row></table:table>",
        ),
    )
    debut = time.monotonic()
    with pytest.raises(FichierRefuse, match="démesuré"):
        lire_tableau(repetee)
    assert time.monotonic() - debut < 2


def test_a_million_blank_rows_cost_little():
    """One cell at the very end of a sheet: a reader gives all the rows before it."""
    loin = refaire(
        xlsx_de(),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(
            b"</sheetData>", b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'
        ),
    )
    debut = time.process_time()
    with suppress(FichierRefuse):
        lire_tableau(loin)
    assert time.process_time() - debut < 8


@pytest.mark.parametrize(
    "ecrire",
    [
        lambda: avec_entites(ods_de(), "content.xml", ENTITES["a billion laughs"]),
        lambda: bombe("content.xml", 120),
        lambda: b"PK\x03\x04" + b"\x00" * 200,
        lambda: b"PK\x05\x06" + b"\x00" * 18,
    ],
    ids=["entities", "a bomb", "no archive", "an empty archive"],
)
def test_the_page_says_so_in_one_sentence_and_writes_nothing(
    ecrire: Callable[[], bytes], coordination: Personne
):
    reponse = coordination.post(IMPORTER, {"fichier": SimpleUploadedFile("lieux.ods", ecrire())})
    assert reponse.status_code == 200
    assert "Rien n’a été changé." in reponse.content.decode()
    assert not Partenaire.objects.exists()
