"""The first page opens clean everywhere, and the watch over the browser does see faults."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.navigateur.conftest import BUREAU, TABLETTE, TELEPHONE, OuvrirPage

CONNEXION = "/compte/connexion/"


@pytest.mark.parametrize("taille", [TELEPHONE, TABLETTE, BUREAU], ids=str)
def test_the_login_page_opens_without_a_fault(
    ouvrir: OuvrirPage,
    sans_defaut_d_accessibilite: Callable[[Page], None],
    taille: dict[str, int],
):
    page = ouvrir(taille)
    page.goto(CONNEXION)
    sans_defaut_d_accessibilite(page)


@pytest.mark.parametrize(
    ("geste", "faute"),
    [
        ("setTimeout(() => { throw new Error('oups') })", "erreur de script : oups"),
        ("console.error('oups')", "oups"),
        ("document.body.setAttribute('style', 'color: red')", "Content Security Policy"),
        ("new Image().src = 'http://127.0.0.2:9/a.png'", "demande à un autre hôte"),
    ],
)
def test_the_watch_sees(page: Page, fautes: list[str], geste: str, faute: str):
    page.goto(CONNEXION)
    page.evaluate(f"() => {{ {geste} }}")
    for _ in range(200):
        if any(faute in une for une in fautes):
            break
        page.wait_for_timeout(50)
    assert any(faute in une for une in fautes)
    fautes.clear()
