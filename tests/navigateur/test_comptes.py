"""A coordinator's first evening: sign in, set up the second factor, print the codes, look round."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from medlove.models import Appartenance, Equipe, Role
from tests.fabriques import MOT_DE_PASSE, AppartenanceFactory
from tests.medlove.compte.test_double_verification import code
from tests.navigateur.conftest import BUREAU, TABLETTE, TELEPHONE, OuvrirPage

PAGES = ["/compte/", "/compte/codes/", "/compte/connexions/", "/equipe/premiers-pas/", "/"]


@pytest.fixture
def nouvelle(equipe: Equipe) -> Appartenance:
    return AppartenanceFactory(
        equipe=equipe, role=Role.COORDINATION, utilisateur__nom="Camille", double=False
    )


def entrer(page: Page, membre: Appartenance) -> None:
    page.goto("/compte/connexion/")
    page.get_by_label("Adresse électronique").fill(membre.utilisateur.email)
    page.get_by_label("Mot de passe", exact=True).fill(MOT_DE_PASSE)
    page.get_by_role("button", name="Se connecter").click()


@pytest.mark.parametrize("taille", [TABLETTE, TELEPHONE, BUREAU], ids=["tablette", "tel", "bureau"])
def test_from_the_password_to_the_first_steps(
    ouvrir: OuvrirPage,
    nouvelle: Appartenance,
    sans_defaut_d_accessibilite: Any,
    taille: dict[str, int],
):
    page = ouvrir(taille)
    page.add_init_script("window.print = () => document.body.dataset.imprime = 'oui'")
    entrer(page, nouvelle)
    expect(page.get_by_text("Votre rôle la demande")).to_be_visible()
    sans_defaut_d_accessibilite(page)
    page.get_by_label("Code").fill(code(page.locator("code").inner_text()))
    page.get_by_role("button", name="Activer").click()
    expect(page.get_by_role("listitem").filter(has=page.locator("code"))).to_have_count(10)
    sans_defaut_d_accessibilite(page)
    page.get_by_role("button", name="Imprimer").click()
    expect(page.locator("body")).to_have_attribute("data-imprime", "oui")
    for adresse in PAGES:
        page.goto(adresse)
        sans_defaut_d_accessibilite(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    expect(page.get_by_text("Les quartiers de votre commune")).to_be_visible()
