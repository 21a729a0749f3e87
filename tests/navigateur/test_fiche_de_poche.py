"""The plain twin of the fiche de poche: within everybody's reach, and the PDF one click away."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.navigateur.conftest import TELEPHONE
from tests.navigateur.ecran_terrain import connecter
from tests.personnes import Personne

JUMEAU = "/terrain/fiche-de-poche/"


@pytest.fixture
def jumeau(page: Page, live_server: LiveServer, mediation: Personne) -> Page:
    connecter(page, mediation, live_server.url)
    page.goto(JUMEAU)
    return page


def test_the_page_is_accessible(
    jumeau: Page, sans_defaut_d_accessibilite: Callable[[Page], None]
) -> None:
    sans_defaut_d_accessibilite(jumeau)


def test_nothing_is_wider_than_a_phone_even_in_large_text(jumeau: Page) -> None:
    jumeau.set_viewport_size(TELEPHONE)
    jumeau.evaluate("document.documentElement.style.fontSize = '200%'")
    assert jumeau.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]


def test_the_pdf_is_one_click_away(jumeau: Page) -> None:
    with jumeau.expect_download() as recu:
        jumeau.get_by_role("link", name="Télécharger le PDF").click()
    assert recu.value.suggested_filename == "fiche-de-poche.pdf"
