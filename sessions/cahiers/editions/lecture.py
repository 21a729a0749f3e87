"""What a PDF of ours reads: its words, and the files inside it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pikepdf import Name, Object, Operator, Pdf, String, parse_content_stream
from pikepdf.exceptions import PdfError

PAIRES = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
SUITES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
HEXA = re.compile(rb"<([0-9A-Fa-f]+)>")
# Characters are two bytes in the fonts we embed.
SIGNE = 2

Alphabet = Mapping[bytes, str]


def joints(pdf: Pdf) -> dict[str, bytes]:
    """The files inside, by name; one that cannot be read is empty."""
    lus = {}
    for nom, jointe in pdf.attachments.items():
        try:
            lus[nom] = jointe.get_file().read_bytes()
        except (PdfError, ValueError):
            lus[nom] = b""
    return lus


def textes(pdf: Pdf) -> Iterator[str]:
    """The words of each page in the order in which they are drawn, without white space."""
    alphabets: dict[tuple[int, int], Alphabet] = {}
    for page in pdf.pages:
        yield "".join(_mots(page.obj, alphabets)).translate({32: None, 160: None, 10: None})


def _mots(dessin: Object, alphabets: dict[tuple[int, int], Alphabet]) -> Iterator[str]:
    """Of a page, or of the drawing of a page laid on a sheet."""
    ressources: Any = dessin.get("/Resources", {})
    polices: Any = ressources.get("/Font", {})
    formes: Any = ressources.get("/XObject", {})
    alphabet: Alphabet = {}
    for instruction in parse_content_stream(dessin):
        if instruction.operator == Operator("Tf"):
            alphabet = _alphabet(polices.get(str(instruction.operands[0])), alphabets)
        elif instruction.operator in (Operator("Tj"), Operator("TJ")):
            yield _lu(instruction.operands[0], alphabet)
        elif instruction.operator == Operator("Do"):
            forme = formes.get(str(instruction.operands[0]))
            if forme is not None and forme.get("/Subtype") == Name.Form:
                yield from _mots(forme, alphabets)


def _lu(dit: Object, alphabet: Alphabet) -> str:
    morceaux = dit if dit._type_name == "array" else [dit]
    return "".join(
        alphabet.get(octets[rang : rang + SIGNE], "")
        for octets in (bytes(un) for un in morceaux if isinstance(un, String))
        for rang in range(0, len(octets), SIGNE)
    )


def _alphabet(police: Object | None, alphabets: dict[tuple[int, int], Alphabet]) -> Alphabet:
    if police is None or "/ToUnicode" not in police:
        return {}
    if police.objgen not in alphabets:
        alphabets[police.objgen] = dict(_correspondances(police.ToUnicode.read_bytes()))
    return alphabets[police.objgen]


def _correspondances(table: bytes) -> Iterator[tuple[bytes, str]]:
    for bloc in PAIRES.findall(table):
        codes = [bytes.fromhex(un.decode()) for un in HEXA.findall(bloc)]
        yield from (
            (code, _signes(mot)) for code, mot in zip(codes[::2], codes[1::2], strict=False)
        )
    for bloc in SUITES.findall(table):
        codes = [bytes.fromhex(un.decode()) for un in HEXA.findall(bloc)]
        for premier, dernier, mot in zip(codes[::3], codes[1::3], codes[2::3], strict=False):
            debut = int.from_bytes(premier)
            for rang in range(int.from_bytes(dernier) - debut + 1):
                signe = (int.from_bytes(mot) + rang).to_bytes(len(mot))
                yield (debut + rang).to_bytes(len(premier)), _signes(signe)


def _signes(octets: bytes) -> str:
    return octets.decode("utf-16-be", errors="replace")
