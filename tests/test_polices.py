"""What the tests keep of a font is what WeasyPrint would have unpacked."""

from io import BytesIO

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont, woff2
from weasyprint.text import fonts

from tests.polices import DEPAQUETER, decompress

FICHIERS = sorted((settings.BASE_DIR / "static").rglob("*.woff2"))


def depaqueter(par, brut: bytes) -> bytes:
    sortie = BytesIO()
    par(BytesIO(brut), sortie)
    return sortie.getvalue()


@pytest.mark.parametrize("fichier", FICHIERS[:2], ids=lambda fichier: fichier.name)
def test_a_font_is_unpacked_the_same_the_second_time(fichier):
    brut = fichier.read_bytes()
    attendue = depaqueter(DEPAQUETER, brut)
    assert depaqueter(decompress, brut) == attendue
    assert depaqueter(decompress, brut) == attendue
    assert TTFont(BytesIO(attendue)).getGlyphOrder()


def test_a_rendering_goes_through_it():
    """Else every PDF would unpack them again, and nobody would know."""
    assert fonts.woff2 is woff2
    assert fonts.woff2.decompress is decompress
