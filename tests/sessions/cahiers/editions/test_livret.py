"""The booklet: sheets that read in order once folded together."""

from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Pdf

from sessions import pdf
from sessions.cahiers.editions.impression import MM, boite
from sessions.cahiers.editions.lecture import textes
from sessions.cahiers.editions.livret import faces, imposer
from sessions.cahiers.editions.models import Variante

LIVRET = "@page { size: 148mm 210mm; margin: 10mm } section { break-after: page }"
DOUBLE = "@page double { size: 296mm 210mm } .double { page: double; break-before: verso }"
DOS = ".double::after { content: ''; display: block; break-before: page }"


def livre(*corps: str) -> Pdf:
    html = (
        f'<!doctype html><html lang="fr"><title>x</title><style>{LIVRET}{DOUBLE}{DOS}</style>'
        f"{''.join(corps)}</html>"
    )
    return Pdf.open(BytesIO(pdf.rendre(html, {}, etiquete=False)))


def pages(*numeros: int) -> list[str]:
    return [f"<section>P{un}.</section>" for un in numeros]


def test_four_pages_are_one_sheet() -> None:
    assert list(faces(4)) == [(3, 0), (1, 2)]


def test_eight_pages_are_two_sheets_one_in_the_other() -> None:
    assert list(faces(8)) == [(7, 0), (1, 6), (5, 2), (3, 4)]


@given(st.integers(min_value=1, max_value=200))
def test_folded_sheets_read_in_order(nombre: int) -> None:
    cotes = list(faces(nombre))
    rectos, versos = cotes[::2], cotes[1::2]
    aller = [un for recto, verso in zip(rectos, versos, strict=True) for un in (recto[1], verso[0])]
    retour = [
        un
        for recto, verso in zip(reversed(rectos), reversed(versos), strict=True)
        for un in (verso[1], recto[0])
    ]
    assert [*aller, *retour] == list(range(4 * len(rectos)))
    assert nombre <= 4 * len(rectos) < nombre + 4


def test_each_side_shows_its_two_pages_left_then_right() -> None:
    with livre(*pages(1, 2, 3, 4, 5, 6)) as lu:
        assert imposer(lu) == 8
        assert list(textes(lu)) == ["P1.", "P2.", "P6.P3.", "P4.P5."]
        for page in lu.pages:
            assert boite(page.mediabox) == pytest.approx((0, 0, 297 * MM, 210 * MM), abs=0.1)


def test_a_page_twice_as_wide_opens_over_two_pages() -> None:
    double = "<section class='double'>Gauche<p style='margin-left:180mm'>Droite</p></section>"
    with livre(*pages(1, 2, 3), double, *pages(6, 7, 8)) as lu:
        assert imposer(lu) == 8
        dos, dedans = list(textes(lu))[0::2], list(textes(lu))[1::2]
        assert dos == ["P8.P1.", "P6.P3."]
        # Its left half is page 4, its right half page 5, whole in the middle sheet.
        assert dedans[1].count("Gauche") == 2
        assert len(lu.pages) == 4


def test_the_booklet_of_a_cahier_is_sheets_of_a4(ouvrir: Callable[[Variante], Pdf]) -> None:
    with ouvrir(Variante.LIVRET) as lu:
        assert len(lu.pages) % 2 == 0
        for page in lu.pages:
            assert boite(page.mediabox) == pytest.approx((0, 0, 297 * MM, 210 * MM), abs=0.1)
            assert "/Annots" not in page.obj
        assert "/Outlines" not in lu.Root
        assert "exemple.org/reseau" in "".join(textes(lu))
