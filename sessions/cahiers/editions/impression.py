"""The sheets a printer cuts: bleed, crop marks outside it, the folds of the wide page."""

from collections.abc import Iterator

from pikepdf import Array, Object, Page, Pdf

MM = 72 / 25.4
# In mm: what is printed beyond the cut, where marks begin, their length, the edge of the sheet.
FOND_PERDU = 3.0
RECUL = FOND_PERDU + 1
TRAIT = 5.0
BORD = RECUL + TRAIT + 1
EPAISSEUR = 0.25
# A3 folded to A4 in three panels: the last one falls back 20 mm short of the binding.
PLIS = (125.0, 230.0)
LARGE = 400.0

Boite = tuple[float, float, float, float]
Segment = tuple[float, float, float, float]


def preparer(pdf: Pdf) -> None:
    """Boxes and marks of every page; nothing is left to click on."""
    for page in pdf.pages:
        _preparer(pdf, page)


def _preparer(pdf: Pdf, page: Page) -> None:
    coupe = boite(page.obj.TrimBox)
    page.obj.BleedBox = Array(agrandie(coupe, FOND_PERDU))
    page.obj.MediaBox = page.obj.CropBox = Array(agrandie(coupe, BORD))
    # Nothing is printed beyond the bleed, where the marks are.
    gauche, bas, droite, haut = agrandie(coupe, FOND_PERDU)
    fenetre = f"q {gauche:.3f} {bas:.3f} {droite - gauche:.3f} {haut - bas:.3f} re W n\n"
    page.contents_add(pdf.make_stream(fenetre.encode()), prepend=True)
    page.contents_add(pdf.make_stream(_traits(coupe).encode()))
    if "/Annots" in page.obj:
        del page.obj.Annots


def boite(lue: Object) -> Boite:
    """Left, bottom, right, top, in points."""
    gauche, bas, droite, haut = (float(un) for un in lue.as_list())
    return gauche, bas, droite, haut


def agrandie(coupe: Boite, de: float) -> Boite:
    gauche, bas, droite, haut = coupe
    return gauche - de * MM, bas - de * MM, droite + de * MM, haut + de * MM


def _traits(coupe: Boite) -> str:
    traits = "".join(
        f"{x1:.3f} {y1:.3f} m {x2:.3f} {y2:.3f} l S\n" for x1, y1, x2, y2 in _reperes(coupe)
    )
    plis = "".join(
        f"{x1:.3f} {y1:.3f} m {x2:.3f} {y2:.3f} l S\n" for x1, y1, x2, y2 in _plis(coupe)
    )
    return f"\nQ\nq 0 G {EPAISSEUR} w\n{traits}[2 2] 0 d\n{plis}Q\n"


def _reperes(coupe: Boite) -> Iterator[Segment]:
    """Two at each corner of the cut."""
    gauche, bas, droite, haut = coupe
    debut, fin = RECUL * MM, (RECUL + TRAIT) * MM
    for x, sens in ((gauche, -1), (droite, 1)):
        for y in (bas, haut):
            yield x + sens * debut, y, x + sens * fin, y
    for y, sens in ((bas, -1), (haut, 1)):
        for x in (gauche, droite):
            yield x, y + sens * debut, x, y + sens * fin


def _plis(coupe: Boite) -> Iterator[Segment]:
    gauche, bas, droite, haut = coupe
    if droite - gauche < LARGE * MM:
        return
    for pli in PLIS:
        x = gauche + pli * MM
        yield x, bas - RECUL * MM, x, bas - (RECUL + TRAIT) * MM
        yield x, haut + RECUL * MM, x, haut + (RECUL + TRAIT) * MM
