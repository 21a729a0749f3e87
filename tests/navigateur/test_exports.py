"""The menu of files in a real browser: by keyboard, at each size, down to the file."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from medlove.models import Equipe
from tests.fabriques import BesoinFactory, RencontreFactory, SortieFactory
from tests.navigateur.conftest import BUREAU, TABLETTE, TELEPHONE

PAGES = ["/carte/", "/statistiques/", "/rencontres/"]


@pytest.fixture(autouse=True)
def saison(equipe: Equipe) -> None:
    sortie = SortieFactory(equipe=equipe, date=date(2026, 9, 15))
    for _ in range(6):
        BesoinFactory(rencontre=RencontreFactory(sortie=sortie))


def test_a_file_is_had_by_keyboard_on_each_page(
    entree: Callable[..., Page], sans_defaut_d_accessibilite: Callable[[Page], None]
) -> None:
    page = entree()
    for adresse in PAGES:
        page.goto(f"{adresse}?trimestre=2026-T3")
        page.locator(".exporter > summary").focus()
        page.keyboard.press("Enter")
        lien = page.get_by_role("link", name="Classeur ODS")
        expect(lien).to_be_visible()
        sans_defaut_d_accessibilite(page)
        with page.expect_download() as telechargement:
            lien.press("Enter")
        assert telechargement.value.suggested_filename.endswith(".ods")
        assert "interne" in telechargement.value.suggested_filename


def test_the_menu_is_whole_at_each_size(entree: Callable[..., Page]) -> None:
    page = entree()
    for taille in (BUREAU, TABLETTE, TELEPHONE):
        page.set_viewport_size(taille)  # type: ignore[arg-type]
        for adresse in PAGES:
            page.goto(f"{adresse}?trimestre=2026-T3")
            page.locator(".exporter > summary").click()
            cadre = page.locator(".exporter__menu").bounding_box()
            assert cadre
            assert cadre["x"] >= 0
            assert cadre["x"] + cadre["width"] <= taille["width"]
