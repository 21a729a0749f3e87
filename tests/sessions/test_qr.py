"""The QR code: the very modules of the library, with their blank around."""

import re
from itertools import product
from xml.etree import ElementTree as ET

import pytest
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from sessions.qr import MARGE, dessiner_qr

ADRESSE = "https://medlove.exemple.test/terrain/#code=ABCDE-FGHJK"


def dessin(texte: str) -> ET.Element:
    return ET.fromstring(dessiner_qr(texte, "Carré qui porte le code"))


def sombres(svg: ET.Element) -> set[tuple[int, int]]:
    """The modules that the last path darkens."""
    trace = svg[-1].attrib["d"]
    suites = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", trace)
    assert "".join(f"M{x} {y}h{aller}v1h-{retour}z" for x, y, aller, retour in suites) == trace
    return {(int(x) + pas, int(y)) for x, y, aller, _ in suites for pas in range(int(aller))}


@pytest.mark.parametrize("texte", [ADRESSE, "a", "é" * 100])
def test_it_draws_each_dark_module_and_no_other(texte: str):
    code = QRCode(error_correction=ERROR_CORRECT_M, border=MARGE)
    code.add_data(texte)
    code.make()
    modules = code.get_matrix()
    cote = range(len(modules))
    assert sombres(dessin(texte)) == {(x, y) for x, y in product(cote, cote) if modules[y][x]}


def test_it_stands_on_white_with_four_modules_of_blank_around():
    svg = dessin(ADRESSE)
    _, _, largeur, hauteur = map(int, svg.attrib["viewBox"].split())
    assert largeur == hauteur
    assert svg[0].attrib == {"fill": "#fff", "d": f"M0 0h{largeur}v{largeur}H0z"}
    bords = [un for point in sombres(svg) for un in point]
    assert (min(bords), max(bords)) == (4, largeur - 5)


def test_it_says_what_it_is_to_who_does_not_see_it():
    svg = ET.fromstring(dessiner_qr(ADRESSE, 'Le code "A" <B>'))
    assert svg.attrib["role"] == "img"
    assert svg.attrib["aria-label"] == 'Le code "A" <B>'
    assert "style" not in "".join(svg.attrib)
