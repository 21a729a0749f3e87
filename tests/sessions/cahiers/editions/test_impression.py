"""The file of a printer: read back, its boxes, its marks, its wide page, nothing to click on."""

from collections.abc import Callable
from colorsys import rgb_to_hls
from io import BytesIO
from itertools import pairwise

import pytest
from pikepdf import Name, Object, Operator, Page, Pdf, parse_content_stream

from sessions import pdf
from sessions.cahiers.editions import impression
from sessions.cahiers.editions.impression import MM, boite
from sessions.cahiers.editions.lecture import textes
from sessions.cahiers.editions.models import Variante

Ouvrir = Callable[[Variante], Pdf]
A4, A3 = (210.0, 297.0), (420.0, 297.0)
PRES = 0.05  # mm
# Where the wide page is folded: 125, 105 and 190 mm.
PLIS = {125, 230}


def en_mm(lue: object) -> tuple[float, ...]:
    return tuple(un / MM for un in boite(lue))


def taille(page: Page) -> tuple[float, float]:
    gauche, bas, droite, haut = en_mm(page.obj.TrimBox)
    return droite - gauche, haut - bas


def est_large(page: Page) -> bool:
    return taille(page)[0] > A4[0] + 1


def segments(page: Page) -> list[tuple[float, float, float, float]]:
    """The lines of the marks: the last thing drawn."""
    instructions = parse_content_stream(page)
    dernier = max(rang for rang, un in enumerate(instructions) if un.operator == Operator("q"))
    lus, depart = [], (0.0, 0.0)
    for une in instructions[dernier:]:
        if une.operator in (Operator("m"), Operator("l")):
            x, y = (float(un) / MM for un in une.operands)
            if une.operator == Operator("m"):
                depart = (x, y)
            else:
                lus.append((*depart, x, y))
    return lus


def papier(corps: str) -> Pdf:
    html = (
        f'<!doctype html><html lang="fr"><title>x</title>'
        f'<link rel="stylesheet" href="{pdf.STATIQUES}css/cahier.css">'
        f'<link rel="stylesheet" href="{pdf.STATIQUES}css/cahier-impression.css">{corps}</html>'
    )
    ouvert = Pdf.open(BytesIO(pdf.rendre(html, {}, etiquete=False)))
    impression.preparer(ouvert)
    return ouvert


def test_every_page_is_an_a4_with_three_millimetres_of_bleed(ouvrir: Ouvrir) -> None:
    for page in ouvrir(Variante.IMPRESSION).pages:
        if not est_large(page):
            assert taille(page) == pytest.approx(A4, abs=PRES)
        gauche, bas, droite, haut = en_mm(page.obj.TrimBox)
        assert en_mm(page.obj.BleedBox) == pytest.approx(
            (gauche - 3, bas - 3, droite + 3, haut + 3), abs=PRES
        )
        assert en_mm(page.obj.MediaBox) == pytest.approx(
            (gauche - 10, bas - 10, droite + 10, haut + 10), abs=PRES
        )


def test_crop_marks_point_at_the_cut_from_outside_the_bleed(ouvrir: Ouvrir) -> None:
    for page in ouvrir(Variante.IMPRESSION).pages:
        gauche, bas, droite, haut = en_mm(page.obj.BleedBox)
        coupe = en_mm(page.obj.TrimBox)
        traits = segments(page)
        assert len(traits) == (12 if est_large(page) else 8)
        for x1, y1, x2, y2 in traits:
            for x, y in ((x1, y1), (x2, y2)):
                assert not (gauche <= x <= droite and bas <= y <= haut)
            if round(x1) in PLIS and est_large(page):
                continue
            if x1 == pytest.approx(x2):
                assert min(abs(x1 - un) for un in coupe[::2]) < PRES
            else:
                assert min(abs(y1 - un) for un in coupe[1::2]) < PRES


def test_nothing_of_the_page_is_drawn_over_the_marks(ouvrir: Ouvrir) -> None:
    for page in ouvrir(Variante.IMPRESSION).pages:
        premieres = parse_content_stream(page)[:3]
        assert [str(une.operator) for une in premieres] == ["q", "re", "W"]
        gauche, bas, largeur, hauteur = (float(un) / MM for un in premieres[1].operands)
        assert (gauche, bas, gauche + largeur, bas + hauteur) == pytest.approx(
            en_mm(page.obj.BleedBox), abs=PRES
        )


def test_chapters_begin_on_the_right(ouvrir: Ouvrir) -> None:
    with ouvrir(Variante.IMPRESSION) as lu:
        rangs = {page.objgen: rang for rang, page in enumerate((un.obj for un in lu.pages), 1)}
        with lu.open_outline() as plan:
            ouvertures = {une.title: rangs[une.destination[0].objgen] for une in plan.root}
    assert len(ouvertures) > 5
    # The essential is a double page: it opens on the left.
    assert ouvertures.pop("L’essentiel") % 2 == 0
    assert all(rang % 2 for rang in ouvertures.values())


def test_the_back_of_a_chapter_that_ends_on_the_right_is_blank(ouvrir: Ouvrir) -> None:
    with ouvrir(Variante.IMPRESSION) as lu:
        vides = [rang for rang, texte in enumerate(textes(lu), 1) if not texte]
        essentiel = next(rang for rang, une in enumerate(textes(lu), 1) if "sortiesàvélo" in une)
    assert vides
    # But for the one that lets the essential, a double page, open on the left.
    assert not any(rang % 2 for rang in vides if rang != essentiel - 1)


def test_where_a_link_leads_is_written_and_nothing_is_left_to_click_on(ouvrir: Ouvrir) -> None:
    with ouvrir(Variante.IMPRESSION) as lu:
        dits = "".join(textes(lu))
        assert "exemple.org/reseau" in dits
        assert dits.count("exemple.org/autre") == 1
        assert not any("/Annots" in page.obj for page in lu.pages)


def test_on_a_screen_links_stay_links(ouvrir: Ouvrir) -> None:
    with ouvrir(Variante.NUMERIQUE) as lu:
        assert "exemple.org/reseau" not in "".join(textes(lu))
        assert any("/Annots" in page.obj for page in lu.pages)


def test_the_wide_page_is_one_leaf_on_the_right_with_its_folds() -> None:
    """420 mm folded in three: 125, 105 and 190, which falls back 20 mm short of the binding."""
    lu = papier('<h1>x</h1><div class="depliant"><p>La frise</p></div><p>Ensuite</p>')
    tailles = [taille(page) for page in lu.pages]
    assert tailles[0] == tailles[1] == tailles[4] == pytest.approx(A4, abs=PRES)
    assert tailles[2] == tailles[3] == pytest.approx(A3, abs=PRES)
    lues = list(textes(lu))
    assert "Lafrise" in lues[2]
    assert "Lafrise" not in lues[3]
    plis = segments(lu.pages[2])[8:]
    assert {round(x) for x, *_ in plis} == PLIS
    assert 420 - 230 < 210 - 15


def test_fonts_are_inside(ouvrir: Ouvrir) -> None:
    for variante in Variante:
        with ouvrir(variante) as lu:
            polices = [un for un in lu.objects if getattr(un, "_type_name", "") == "dictionary"]
            descriptions = [un for un in polices if un.get("/Type") == "/FontDescriptor"]
            assert descriptions
            assert all("/FontFile2" in un or "/FontFile3" in un for un in descriptions)


def couleurs(lu: Pdf) -> set[tuple[float, ...]]:
    """Every red, green and blue that something of the file is drawn with."""
    vues: set[tuple[int, int]] = set()
    trouvees = set()

    def voir(dessin: Object) -> None:
        for une in parse_content_stream(dessin):
            if str(une.operator) in ("rg", "RG"):
                trouvees.add(tuple(round(float(un), 3) for un in une.operands))
        ressources = dessin.get("/Resources", {})
        for genre in ("/XObject", "/Pattern"):
            for autre in ressources.get(genre, {}).values():
                if autre.objgen not in vues and autre.get("/Subtype") != Name.Image:
                    vues.add(autre.objgen)
                    voir(autre)

    for page in lu.pages:
        voir(page.obj)
    return trouvees


def clarte(couleur: tuple[float, ...]) -> float:
    """As a photocopier sees it, from 0, black, to 1."""
    return sum(part * un for part, un in zip((0.299, 0.587, 0.114), couleur, strict=True))


@pytest.mark.parametrize("variante", [Variante.IMPRESSION, Variante.LIVRET])
def test_two_inks_print_it_and_a_photocopier_tells_their_tints_apart(
    variante: Variante, ouvrir: Ouvrir
) -> None:
    with ouvrir(variante) as lu:
        briques = []
        for couleur in couleurs(lu):
            teinte, _, _ = rgb_to_hls(*couleur)
            if max(couleur) - min(couleur) > 0.1:
                assert 5 <= 360 * teinte <= 30, couleur
                briques.append(clarte(couleur))
    assert briques
    briques.sort()
    assert all(apres - avant > 0.1 for avant, apres in pairwise(briques))
