"""The card on paper: one A6 page whatever it says, accessible, without anything of the person."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from itertools import product
from typing import Any

import page
import pytest
from pypdf import PdfReader

from medlove.models import Equipe
from sessions.models import CategorieBesoin
from sessions.orientations.carte import Carte, composer, imprimer, papier, suivre
from sessions.orientations.jetons import code_court, forger, hacher
from sessions.orientations.langues import CODES, langues
from sessions.qr import dessiner_qr
from territoires.models import Partenaire

POINTS = 72 / 25.4  # in a millimetre
JOUR = date(2026, 11, 27)
MOTS = "Mot assez long "
JETON = "ABCDEFGHIJKLMNOPQRSTUVWX23"
ADRESSE = "https://medlove.exemple.test/o/"
HORAIRES = "Mo-Tu,Th-Fr 09:00-12:30,14:00-17:00; We 14:00-17:00"
AUSSI = {"ar": {"Plex-Arabe"}, "uk": {"Noto-Cyrillique"}, "tr": {"Atkinson-Ext"}}

# Every day its own hours: nothing to gather.
CHAQUE_JOUR = (
    "Mo 09:00-12:30,14:00-17:00; Tu 09:30-12:00,13:30-17:00; We 08:45-11:15,14:00-17:45; "
    "Th 08:30-12:30,14:00-19:15; Fr 09:00-12:00,14:15-16:30; Sa 09:15-12:15,13:00-15:00; "
    "Su 10:10-12:00,20:00-24:00"
)


def partenaire(**champs: Any) -> Partenaire:
    defauts = {
        "equipe": Equipe(nom="Le vélo de la médiation"),
        "nom": "Maison de quartier",
        "adresse": "12 rue des Essais",
        "code_postal": "35000",
        "commune": "Rennes",
        "repere": "derrière la poste, porte verte",
        "telephone": "02 00 00 00 00",
        "horaires": HORAIRES,
    }
    return Partenaire(**defauts | champs)


def carte(code: str = "fr", suivie: bool = False, **champs: Any) -> Carte:
    suivi = suivre(JETON, ADRESSE) if suivie else None
    return composer(partenaire(**champs), langues()[code], JOUR, suivi)


@cache
def imprimee(code: str, suivie: bool) -> bytes:
    """Rendered once for all the tests that read it."""
    return imprimer(carte(code, suivie=suivie))


def lire(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def colle(dit: str) -> str:
    """Without white space, which a PDF does not keep as it was written."""
    return "".join(dit.split())


def hauteurs(pdf: bytes) -> list[float]:
    """How high above the bottom of the sheet each word stands, in mm."""
    trouvees: list[float] = []

    def noter(texte: str, ctm: list[float], tm: list[float], police: object, taille: float):
        if texte.strip():
            trouvees.append((tm[5] * ctm[3] + ctm[5]) / POINTS)

    lire(pdf).pages[0].extract_text(visitor_text=noter)
    return trouvees


@pytest.mark.parametrize(
    ("code", "suivie"), [*((code, True) for code in CODES), ("fr", False), ("ar", False)]
)
def test_it_is_one_page_of_a6_and_nothing_fails_in_pdf_ua(code: str, suivie: bool):
    pdf = imprimee(code, suivie)
    (feuille,) = lire(pdf).pages
    assert float(feuille.mediabox.width) == pytest.approx(105 * POINTS, abs=0.1)
    assert float(feuille.mediabox.height) == pytest.approx(148 * POINTS, abs=0.1)
    rapport = page.validate_pdf_bytes(pdf, profile="ua1")
    assert [(une.rule_id, une.message) for une in rapport.failures] == []
    assert rapport.rules.total > 100
    assert len(pdf) < 200_000


def _longues() -> Iterator[object]:
    """French, Arabic and the longest words at each run; every language with --complet."""
    courantes = {("fr", "M"), ("fr", MOTS), ("ar", MOTS), ("uk", MOTS)}
    for cas in product(CODES, ["M", MOTS]):
        yield pytest.param(*cas, marks=[] if cas in courantes else [pytest.mark.complet])


@pytest.mark.parametrize(("code", "signe"), list(_longues()))
def test_it_stays_on_its_page_whatever_is_long(code: str, signe: str):
    longue = carte(
        code,
        suivie=True,
        equipe=Equipe(nom=(signe * 120)[:120]),
        nom=(signe * 200)[:200],
        adresse=(signe * 200)[:200],
        complement_adresse=(signe * 200)[:200],
        commune=(signe * 120)[:120],
        repere=(signe * 140)[:140],
        telephone="02 00 00 00 00 puis le poste 1",
        horaires=CHAQUE_JOUR,
    )
    pdf = imprimer(longue)
    assert len(lire(pdf).pages) == 1
    # The foot alone stands lower than a line and a half above the margin.
    pied, *reste = sorted({round(une, 1) for une in hauteurs(pdf)})
    assert pied > 5
    assert [une for une in reste if une < 9 and une - pied > 1] == []
    # What does not fit is not printed at all: so the last words are there.
    texte = colle(lire(pdf).pages[0].extract_text())
    derniers = ["Documents imprimés", "Cette carte", code_court(hacher(JETON))]
    assert [un for un in derniers if colle(un) not in texte] == []


def test_hours_nobody_can_read_are_printed_as_they_are_and_the_card_says_to_call():
    texte = colle(lire(imprimer(carte(horaires="sur rendez-vous, " * 29))).pages[0].extract_text())
    assert "surrendez-vous," in texte
    assert colle("Appelez avant de venir.") in texte
    assert len(lire(imprimer(carte(horaires="M" * 500))).pages) == 1


def test_a_night_is_told_with_its_evening_and_an_appointment_is_to_be_checked():
    dit = papier(carte(horaires='Fr 22:00-02:00; Mo "sur rendez-vous"'))
    assert "22\u202fh\u00a0à\u00a02\u202fh" in dit
    assert "minuit" not in dit
    assert "à vérifier" in dit


def test_without_hours_the_card_says_to_call():
    assert carte(horaires="").horaires == []
    assert "Appelez avant de venir." in papier(carte(horaires=""))


def test_the_hours_are_those_of_an_ordinary_week():
    """The week of Christmas holds a public holiday, on which nobody knows."""
    noel = composer(partenaire(), langues()["fr"], date(2026, 12, 25))
    assert noel.horaires == carte().horaires
    assert "à vérifier" not in papier(noel)


@pytest.mark.parametrize("code", CODES)
def test_its_language_and_direction_are_told(code: str):
    html = papier(carte(code, suivie=True))
    direction = "rtl" if code == "ar" else "ltr"
    assert f'<html lang="{code}" dir="{direction}"' in html
    assert lire(imprimee(code, True)).root_object["/Lang"] == code
    assert re.search(r'<p class="fait__dit fait__dit--telephone" dir="ltr">02 00', html)


@pytest.mark.parametrize("code", [un for un in CODES if un != "fr"])
def test_an_unread_translation_has_the_french_beside_and_says_so(code: str):
    dit = papier(carte(code, suivie=True))
    francais = langues()["fr"]
    phrases = [
        *(texte for cle, texte in francais.mots.items() if cle != "horaires_inconnus"),
        *francais.deja_fait.values(),
        *francais.a_apporter.values(),
    ]
    assert [une for une in phrases if une not in dit] == []
    assert "Traduction non relue" in dit


def test_a_translation_read_again_stands_alone(monkeypatch: pytest.MonkeyPatch):
    relue = replace(langues()["tr"], relue_par="une interprète")
    dit = papier(composer(partenaire(), relue, JOUR))
    assert "Traduction non relue" not in dit
    assert "Justificatif" not in dit
    assert "Pouvez-vous me recevoir" in dit


@pytest.mark.parametrize("code", CODES)
def test_every_glyph_is_of_a_font_embedded_and_ours(code: str):
    feuille = lire(imprimee(code, True)).pages[0]
    polices = feuille["/Resources"]["/Font"]
    noms = set()
    for police in polices.values():
        (fille,) = police.get_object()["/DescendantFonts"]
        assert "/FontFile3" in fille["/FontDescriptor"] or "/FontFile2" in fille["/FontDescriptor"]
        noms.add(str(fille["/BaseFont"]).split("+")[1])
    familles = {"-".join(un.split("-")[:2]).removesuffix("-Bold") for un in noms}
    assert familles == {"Atkinson"} | AUSSI.get(code, set())


def test_it_is_the_same_bytes_twice():
    assert imprimer(carte("ar", suivie=True)) == imprimer(carte("ar", suivie=True))


def test_the_square_holds_the_address_and_the_token_and_nothing_else_does():
    """The token is in the drawing only: neither in the words nor in the letters told by phone."""
    suivie = carte(suivie=True)
    assert suivie.suivi is not None
    assert (
        suivie.suivi.code == code_court(hacher(JETON)) == suivie.suivi.en_deux.replace("\u00a0", "")
    )
    assert JETON not in papier(suivie)
    assert suivie.suivi.qr == dessiner_qr(f"{ADRESSE}#{JETON}", "Carré à montrer à l’accueil")
    assert suivie.suivi.qr != suivre(forger(), ADRESSE).qr
    assert "suivi__qr" not in papier(carte())


@pytest.mark.django_db
def test_no_category_is_on_it(equipe: Equipe):
    lieu = partenaire(equipe=equipe)
    lieu.save()
    for une in CategorieBesoin.objects.all():
        une.partenaires.add(lieu)
    dit = papier(composer(lieu, langues()["fr"], JOUR))
    assert [une.libelle for une in CategorieBesoin.objects.all() if une.libelle in dit] == []
