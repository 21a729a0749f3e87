"""Who opens the card of a partenaire, and what its pages answer."""

import logging
from uuid import uuid4

import pytest

from medlove.models import Equipe
from sessions import pdf
from sessions.models import Orientation
from sessions.orientations.jetons import code_court, hacher
from territoires.models import Partenaire
from tests.client import ClientExigeant
from tests.fabriques import PartenaireFactory
from tests.personnes import Personne

JETON = "ABCDEFGHIJKLMNOPQRSTUVWX23"


@pytest.fixture
def partenaire(equipe: Equipe) -> Partenaire:
    return PartenaireFactory(equipe=equipe, nom="Maison de quartier", horaires="Mo 09:00-12:00")


@pytest.fixture
def page(partenaire: Partenaire) -> str:
    return f"/orientations/carte/{partenaire.pk}/"


@pytest.fixture
def imprimes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that would be printed, with the drawings they name."""
    documents: list[str] = []

    def rendre(html: str, figures: dict[str, str]) -> bytes:
        documents.append(html + "".join(figures.values()))
        return b"%PDF-"

    monkeypatch.setattr(pdf, "rendre", rendre)
    return documents


def test_the_twin_page_says_what_the_card_says(mediation: Personne, page: str):
    reponse = mediation.get(f"{page}?langue=ar")
    assert reponse.status_code == 200
    dit = reponse.content.decode()
    assert 'lang="ar" dir="rtl"' in dit
    for mot in ("Maison de quartier", "الإثنين", "lundi", "Pièce d’identité", "وثيقة هوية"):
        assert mot in dit


def test_it_offers_every_language_and_marks_the_one_shown(coordination: Personne, page: str):
    dit = coordination.get(f"{page}?langue=uk").content.decode().partition("<main")[2]
    assert dit.count('href="?langue=') == 7
    assert dit.count('aria-current="true"') == 1
    assert f"{page}carte.pdf?langue=uk" in dit


def test_a_language_without_a_card_is_told_and_french_is_shown(mediation: Personne, page: str):
    dit = mediation.get(f"{page}?langue=xx").content.decode()
    assert "Cette langue n’a pas de carte" in dit
    assert "Pouvez-vous me recevoir" in dit
    assert mediation.get(f"{page}carte.pdf?langue=xx").headers["Location"] == f"{page}?langue=xx"


def test_a_pause_and_unreadable_hours_are_told(mediation: Personne, partenaire: Partenaire):
    Partenaire.objects.update(en_pause_jusqu_au="2999-01-02", horaires="le lundi, parfois")
    dit = mediation.get(f"/orientations/carte/{partenaire.pk}/").content.decode()
    assert "en pause jusqu’au mercredi 2 janvier 2999" in dit
    assert "ne se lisent pas" in dit
    assert "le lundi, parfois" in dit


def test_a_get_gives_a_card_without_follow_up(mediation: Personne, page: str, imprimes: list[str]):
    reponse = mediation.get(f"{page}carte.pdf?langue=ar&jeton={JETON}")
    assert reponse["Content-Type"] == "application/pdf"
    assert reponse["Content-Disposition"] == 'attachment; filename="carte-ar.pdf"'
    assert "suivi__qr" not in imprimes[0]


def test_a_post_with_a_token_adds_its_square_and_its_letters(
    mediation: Personne, page: str, imprimes: list[str]
):
    reponse = mediation.post(f"{page}carte.pdf?langue=fr", {"jeton": JETON})
    assert reponse.status_code == 200
    assert reponse["Cache-Control"] == "no-store"
    code = code_court(hacher(JETON))
    assert f"{code[:3]}\u00a0{code[3:]}" in imprimes[0]
    assert "<path" in imprimes[0]
    assert JETON not in imprimes[0]


@pytest.mark.parametrize("jeton", ["", "court", JETON + "A", JETON[:-1] + "1", JETON + "\n#"])
def test_a_token_that_cannot_be_one_is_told_and_nothing_is_printed(
    mediation: Personne, page: str, imprimes: list[str], jeton: str
):
    reponse = mediation.post(f"{page}carte.pdf", {"jeton": jeton})
    assert reponse.status_code == 400
    assert "n’a pas pu être lu" in reponse.content.decode()
    assert imprimes == []


def test_the_token_is_neither_stored_nor_logged(
    mediation: Personne, page: str, imprimes: list[str], caplog: pytest.LogCaptureFixture
):
    with caplog.at_level(logging.DEBUG):
        mediation.post(f"{page}carte.pdf", {"jeton": JETON})
        mediation.post(f"{page}carte.pdf?langue=xx", {"jeton": JETON})
        mediation.post(f"{page}carte.pdf", {"jeton": f"{JETON}1"})
    assert JETON not in caplog.text
    assert not Orientation.objects.exists()


def test_a_post_without_the_proof_of_the_form_is_refused(mediation: Personne, page: str):
    exigeante = ClientExigeant(enforce_csrf_checks=True)
    exigeante.cookies = mediation.cookies
    assert exigeante.post(f"{page}carte.pdf", {"jeton": JETON}).status_code == 403


@pytest.mark.parametrize("fin", ["", "carte.pdf"])
def test_a_stranger_gets_404_steering_403_and_nobody_the_door(
    etrangere: Personne, pilotage: Personne, anonyme: ClientExigeant, page: str, fin: str
):
    assert etrangere.get(page + fin).status_code == 404
    assert pilotage.get(page + fin).status_code == 403
    assert anonyme.get(page + fin).status_code == 302
    assert etrangere.post(f"{page}carte.pdf", {"jeton": JETON}).status_code == 404


def test_a_partenaire_nobody_knows_is_404(mediation: Personne):
    assert mediation.get(f"/orientations/carte/{uuid4()}/").status_code == 404
