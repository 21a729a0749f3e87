"""The booklet: A5 pages, two a side of an A4 sheet, folded together and stapled in the fold.

A page twice as wide is a double page: the page that follows it, left blank, takes its right half.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Pdf

from sessions.cahiers.editions.impression import MM, boite

# In mm.
LARGEUR, HAUTEUR = 148.0, 210.0
FEUILLE = 297.0
# Four pages a sheet: two a side.
PAR_FEUILLE = 4
DE_LA_LECTURE = ("Outlines", "Names", "PageLabels", "OpenAction")


@dataclass(frozen=True, slots=True)
class Demi:
    """What half a side of a sheet shows: a page, from so many mm after its left edge."""

    dessin: Object
    decalage: float = 0.0


def imposer(pdf: Pdf) -> int:
    """Turn the pages into sheets, to be printed on both sides, turned on the short edge.

    Says how many pages are read once folded.
    """
    pages = list(_demis(pdf))
    lues = len(pages)
    feuilles = list(faces(lues))
    avant = len(pdf.pages)
    for gauche, droite in feuilles:
        _face(pdf, _a(pages, gauche), _a(pages, droite))
    del pdf.pages[:avant]
    for nom in DE_LA_LECTURE:
        if f"/{nom}" in pdf.Root:
            del pdf.Root[f"/{nom}"]
    return PAR_FEUILLE * len(feuilles) // 2


def faces(pages: int) -> Iterator[tuple[int, int]]:
    """The ranks, from 0, of what is left and right on each side of the sheets, the outer first:
    4-1, 2-3 for four pages. Those from `pages` on are blank."""
    en_tout = -(-pages // PAR_FEUILLE) * PAR_FEUILLE
    for rang in range(0, en_tout // 2, 2):
        yield en_tout - 1 - rang, rang
        yield rang + 1, en_tout - 2 - rang


def _demis(pdf: Pdf) -> Iterator[Demi]:
    moitie = None
    for page in pdf.pages:
        if moitie:
            yield moitie
            moitie = None
            continue
        gauche, _, droite, _ = boite(page.mediabox)
        dessin = page.as_form_xobject()
        yield Demi(dessin)
        if droite - gauche > 1.5 * LARGEUR * MM:
            moitie = Demi(dessin, LARGEUR)
    if moitie:
        yield moitie


def _a(pages: Sequence[Demi], rang: int) -> Demi | None:
    return pages[rang] if rang < len(pages) else None


def _face(pdf: Pdf, gauche: Demi | None, droite: Demi | None) -> None:
    pdf.add_blank_page(page_size=(FEUILLE * MM, HAUTEUR * MM))
    page = pdf.pages[-1]
    dessins, contenu = Dictionary(), ""
    pli = FEUILLE / 2
    for nom, demi, x in (("G", gauche, pli - LARGEUR), ("D", droite, pli)):
        if demi:
            dessins[f"/{nom}"] = demi.dessin
            contenu += (
                f"q {x * MM:.3f} 0 {LARGEUR * MM:.3f} {HAUTEUR * MM:.3f} re W n "
                f"1 0 0 1 {(x - demi.decalage) * MM:.3f} 0 cm /{nom} Do Q\n"
            )
    page.obj.Resources = Dictionary(XObject=dessins)
    page.obj.Contents = pdf.make_stream(contenu.encode())
    page.obj.TrimBox = Array([0, 0, FEUILLE * MM, HAUTEUR * MM])
    page.obj.Type = Name.Page
