"""The fonts of a document: whole and unpacked, or hollow where it has nothing to write in them."""

from functools import cache
from io import BytesIO
from pathlib import PurePosixPath

from django.contrib.staticfiles import finders
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, woff2
from fontTools.ttLib.sfnt import SFNTReader

from sessions.pdf import PoliceManquante
from sessions.pdf.ressources import lire

DEPLIEE = ".ttf"
# A font that has this letter writes French; beyond the Latin that all of them hold, a font is
# needed for what it draws.
DE_BASE, LATIN = ord("a"), 0xFF


@cache
def depliee(nom: str) -> bytes:
    """As it lies unpacked beside the packed one, for those that every document uses; the others
    are unpacked once a process: a third of what a short document costs."""
    try:
        if finders.find(a_cote := str(PurePosixPath(nom).with_suffix(DEPLIEE))):
            return _entiere(lire(a_cote))
        deplie = BytesIO()
        woff2.decompress(BytesIO(lire(nom)), deplie)
    except Exception as erreur:
        raise PoliceManquante(nom) from erreur
    return deplie.getvalue()


def _entiere(police: bytes) -> bytes:
    """Raises when a byte of it changed: letters would be borrowed from the machine."""
    tables = SFNTReader(BytesIO(police), checkChecksums=2)
    for table in tables.keys():  # noqa: SIM118 (not a mapping)
        tables[table]
    return police


@cache
def signes(nom: str) -> frozenset[int]:
    """The signs that a font draws, but for those that any of them may."""
    try:
        carte = TTFont(BytesIO(lire(nom)), lazy=True).getBestCmap()
    except Exception as erreur:
        raise PoliceManquante(nom) from erreur
    return frozenset(signe for signe in carte if signe == DE_BASE or signe > LATIN)


@cache
def creuse() -> bytes:
    """A font that draws nothing but a sign of private use."""
    police, noms = FontBuilder(1000, isTTF=True), [".notdef", "rien"]
    police.setupGlyphOrder(noms)
    police.setupCharacterMap({0xE000: "rien"})
    police.setupGlyf({nom: TTGlyphPen(None).glyph() for nom in noms})
    police.setupHorizontalMetrics(dict.fromkeys(noms, (500, 0)))
    police.setupHorizontalHeader()
    police.setupNameTable({"familyName": "Rien", "styleName": "Regular"})
    police.setupOS2()
    police.setupPost()
    sortie = BytesIO()
    police.save(sortie)
    return sortie.getvalue()
