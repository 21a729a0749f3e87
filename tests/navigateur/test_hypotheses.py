"""The three hypotheses in a real browser: by keyboard, at every size, and never exact on paper."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from medlove.models import Equipe
from sessions.models import QuestionPosee
from tests.fabriques import (
    BesoinFactory,
    HalteFactory,
    LieuFactory,
    PassagesFactory,
    RencontreFactory,
    SortieFactory,
)
from tests.navigateur.conftest import TABLETTE, OuvrirPage, trop_larges
from tests.navigateur.ecran_terrain import connecter
from tests.personnes import Personne

PAGES = [
    "/hypotheses/?trimestre=2026",
    "/hypotheses/imprimer/?trimestre=2026",
    "/hypotheses/contexte/nouveau/?hypothese=confiance",
]


@pytest.fixture
def saison(equipe: Equipe) -> None:
    """Something in each indicator but one."""
    lieu = LieuFactory(equipe=equipe, nom="Dalle de la Résidence des Quatre-Vents")
    halte = HalteFactory(sortie=SortieFactory(equipe=equipe), lieu=lieu)
    PassagesFactory(halte=halte, passages=3, refus=2)
    for reponse in ("ne_connait_pas", "y_va_souvent", "non_renseigne"):
        une = RencontreFactory(sortie=halte.sortie, halte=halte, frequentation_lieux=reponse)
        QuestionPosee.objects.create(rencontre=une, code="frequentation_lieux")
        BesoinFactory(rencontre=une)


@pytest.mark.usefixtures("saison")
def test_nothing_is_cut_and_axe_has_nothing_to_say(
    ouvrir: OuvrirPage,
    origine: str,
    coordination: Personne,
    sans_defaut_d_accessibilite: Callable[[Page], None],
) -> None:
    page = ouvrir(TABLETTE)
    connecter(page, coordination, origine)
    for adresse in PAGES:
        page.goto(adresse)
        for repli in page.locator(".indicateur summary").all():
            repli.focus()
            page.keyboard.press("Enter")
        assert trop_larges(page) == [], adresse
        sans_defaut_d_accessibilite(page)


@pytest.mark.usefixtures("saison")
def test_the_numbers_unfold_by_keyboard_and_only_the_print_goes_to_paper(
    ouvrir: OuvrirPage, origine: str, coordination: Personne
) -> None:
    page = ouvrir(TABLETTE)
    connecter(page, coordination, origine)
    page.goto(PAGES[0])
    nombres = page.get_by_role("region", name="Les lieux où l’on aide")
    expect(nombres).not_to_be_visible()
    page.locator(".indicateur summary").first.focus()
    page.keyboard.press("Enter")
    expect(nombres).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_text("elle ne s’imprime pas")).to_be_visible()
    expect(nombres).not_to_be_visible()
    page.emulate_media(media="screen")
    page.get_by_role("link", name="Version imprimable").click()
    page.emulate_media(media="print")
    expect(page.get_by_role("region", name="Les lieux où l’on aide")).to_be_visible()
