"""What the printer gets: two pages of A5, legible, accessible, without anything personal."""

import re
from io import BytesIO

import page
import pytest
import time_machine
from pypdf import PdfReader

from medlove.models import Equipe
from sessions.models import CategorieBesoin
from sessions.terrain.fiche import PASSAGES, REFUS, composer, imprimer
from tests.personnes import Personne

ADRESSE = "/terrain/fiche-de-poche.pdf"
POINTS = 72 / 25.4  # in a millimetre
PIXELS = 96 / 25.4
RENDU: list[bytes] = []


@pytest.fixture
def pdf(equipe: Equipe) -> bytes:
    """Rendered once for all these tests, from a nomenclature that is the same each time."""
    if not RENDU:
        RENDU.append(imprimer(composer(equipe)))
    return RENDU[0]


def lire(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def colle(dit: str) -> str:
    """Without white space, which a PDF does not keep as it was written."""
    return "".join(dit.split())


def textes(pdf: bytes) -> list[str]:
    return [colle(une.extract_text()) for une in lire(pdf).pages]


def test_it_is_two_pages_of_a5(pdf: bytes):
    for feuille in lire(pdf).pages:
        assert float(feuille.mediabox.width) == pytest.approx(148 * POINTS, abs=0.1)
        assert float(feuille.mediabox.height) == pytest.approx(210 * POINTS, abs=0.1)
    assert len(lire(pdf).pages) == 2


def test_nothing_fails_in_pdf_ua(pdf: bytes):
    rapport = page.validate_pdf_bytes(pdf, profile="ua1")
    assert [(une.rule_id, une.message) for une in rapport.failures] == []
    assert rapport.rules.total > 100


def test_it_is_light(pdf: bytes):
    assert len(pdf) < 200_000


def test_its_words_are_in_the_order_of_the_screen(pdf: bytes, equipe: Equipe):
    fiche = composer(equipe)
    attendus = [colle(case.libelle) for case in [*fiche.besoins, *fiche.reponses]]
    for texte in textes(pdf):
        ou, places = 0, []
        for attendu in attendus:
            ou = texte.index(attendu, ou)
            places.append(ou)
        assert places == sorted(places)


def test_each_page_reminds_that_nobody_is_named(pdf: bytes):
    for texte in textes(pdf):
        assert colle("Pas de nom, pas de détail qui permette de reconnaître quelqu’un.") in texte


def test_the_verso_says_whom_to_call_and_how_to_type_it(pdf: bytes, equipe: Equipe):
    verso = textes(pdf)[1]
    for numero, pour in composer(equipe).urgences:
        assert colle(numero + pour) in verso
    assert colle("« Au retour »") in verso


def test_no_box_is_under_4_millimetres(pdf: bytes, equipe: Equipe):
    """A box is drawn as the inside of a border, in pixels: « x y c c re », c its side."""
    cotes = [
        float(cote) / PIXELS
        for feuille in lire(pdf).pages
        for cote in re.findall(
            rb"^[\d.]+ [\d.]+ ([\d.]+) \1 re\n[\d. ]+ re\nf\*",
            feuille.get_contents().get_data(),
            re.M,
        )
    ]
    fiche = composer(equipe)
    par_rencontre = len(fiche.besoins) + len(fiche.reponses) + 1
    assert len(cotes) == par_rencontre * fiche.rencontres + PASSAGES + REFUS
    assert min(cotes) >= 4


def test_no_word_is_under_7_points_and_a_half(pdf: bytes):
    corps: list[float] = []

    def noter(texte: str, ctm: list[float], tm: list[float], police: object, taille: float):
        if texte.strip():
            corps.append(taille * max(abs(tm[0]), abs(tm[1])) * max(abs(ctm[0]), abs(ctm[1])))

    for feuille in lire(pdf).pages:
        feuille.extract_text(visitor_text=noter)
    assert len(corps) > 100
    assert min(corps) >= 7.49


@pytest.mark.parametrize(
    ("fermees", "mot"),
    [([], "M" * 80), (["logement", "discuter"], "Chèque énergie et tarif social " * 2)],
)
def test_it_stays_on_two_pages_whatever_the_équipe_says(
    equipe: Equipe, fermees: list[str], mot: str
):
    equipe.nom = mot[:60] * 2
    commun = {"equipe": equipe, "domaine": "droits", "famille": "logement"}
    for rang in range(8):
        CategorieBesoin.objects.create(code=f"la_notre_{rang}", libelle=mot, **commun)
    for code in fermees:
        CategorieBesoin.objects.create(code=code, libelle=mot, is_active=False, **commun)
    CategorieBesoin.objects.create(code="sejour_nationalite", libelle=mot, **commun)
    assert len(lire(imprimer(composer(equipe))).pages) == 2


@pytest.mark.complet
def test_it_is_the_same_for_two_colleagues_on_two_days(
    mediation: Personne, coequipiere: Personne, equipe: Equipe
):
    une, autre = mediation.get(ADRESSE), coequipiere.get(ADRESSE)
    assert une["Content-Type"] == "application/pdf"
    assert une["Content-Disposition"] == 'attachment; filename="fiche-de-poche.pdf"'
    assert une.content == autre.content
    with time_machine.travel("2026-12-24 18:00", tick=False):
        assert imprimer(composer(equipe)) == une.content
