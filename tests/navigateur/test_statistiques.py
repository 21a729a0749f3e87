"""Statistics in a real browser: at every size, by keyboard, without script, on paper."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from medlove.models import Equipe
from tests.fabriques import BesoinFactory, HalteFactory, QuartierFactory, SortieFactory
from tests.navigateur.conftest import trop_larges

pytestmark = pytest.mark.usefixtures("saison")

ADRESSE = "/statistiques/?trimestre=2026"


@pytest.fixture
def saison(equipe: Equipe) -> None:
    for numero, mois in enumerate((2, 5, 9), start=1):
        sortie = SortieFactory(
            equipe=equipe, quartier=QuartierFactory(numero=numero), date=date(2026, mois, 15)
        )
        HalteFactory(sortie=sortie)
        for code in ("aides_prestations", "courriel", "prendre_en_main"):
            besoin = BesoinFactory(rencontre__sortie=sortie, code=code, organisme="caf")
            besoin.exigences.create(code="retrouver_un_mot_de_passe")


def test_the_page_has_no_fault_and_fits_every_screen(
    entree: Callable[..., Page], sans_defaut_d_accessibilite: Callable[[Page], None]
) -> None:
    page = entree()
    for adresse in (ADRESSE, ADRESSE.replace("?", "impression/?")):
        page.goto(adresse)
        sans_defaut_d_accessibilite(page)
        assert not trop_larges(page)


def test_a_crossing_is_chosen_by_keyboard_without_script_and_keeps_the_filter(
    entree: Callable[..., Page],
) -> None:
    page = entree(java_script_enabled=False)
    page.goto(ADRESSE)
    page.get_by_label("En ligne", exact=True).focus()
    page.keyboard.type("Qui demandait")
    page.get_by_role("button", name="Croiser").focus()
    page.keyboard.press("Enter")

    expect(page.locator("#table-croisement")).to_contain_text("Qui demandait × sorte d’exigence")
    assert "trimestre=2026" in page.url
    assert "croiser=organisme" in page.url
    assert page.url.endswith("#croiser")

    page.get_by_role("link", name="Quartiers × besoins").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#table-croisement")).to_contain_text("Quartier × domaine")
    expect(page.get_by_label("Trimestre", exact=True)).to_have_value("2026")


def test_exact_figures_do_not_go_to_paper_and_the_printable_ones_do(
    entree: Callable[..., Page],
) -> None:
    page = entree()
    page.emulate_media(media="print")
    page.goto(ADRESSE)
    expect(page.locator(".tableau").first).to_be_hidden()
    expect(page.get_by_text("Cette page garde des nombres exacts")).to_be_visible()
    page.goto(ADRESSE.replace("?", "impression/?"))
    expect(page.locator(".tableau").first).to_be_visible()
