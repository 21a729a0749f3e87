"""The entry screen within everybody's reach: axe, sizes, large text, keyboard alone."""

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from sessions.models import Rencontre, Sortie
from tests.navigateur.conftest import BUREAU, TABLETTE, TELEPHONE, OuvrirPage
from tests.navigateur.ecran_terrain import Ecran, connecter
from tests.personnes import Personne

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("taille", [TABLETTE, TELEPHONE, BUREAU], ids=["tablette", "tel", "bureau"])
def test_no_state_of_the_page_is_hard_to_reach(
    ouvrir: OuvrirPage,
    taille: dict[str, int],
    live_server: LiveServer,
    sortie: Sortie,
    mediation: Personne,
    sans_defaut_d_accessibilite,
):
    page = ouvrir(taille)
    connecter(page, mediation, live_server.url)
    ecran = Ecran(page).ouvrir()
    ecran.bouton("Tout voir")
    page.locator("[data-preciser] > summary").click()
    ecran.puce("Titre de séjour")
    ecran.puce("Logement")
    ecran.puce("Orientée")
    sans_defaut_d_accessibilite(page)
    # The sheets are the same at every size: axe takes seconds on a page of this length.
    for nom in ["sortie", "halte", "equipage", "urgences", "bilan"] if taille == TABLETTE else []:
        page.locator(f"[data-ouvre={nom}]").click()
        for repli in page.locator(f"#feuillet-{nom} details:not([open]) > summary").all():
            repli.click()
        sans_defaut_d_accessibilite(page)
        page.keyboard.press("Escape")


def test_chips_are_large_enough_and_apart(ecran: Ecran):
    ecran.page.locator("[data-preciser] > summary").click()
    hauteurs = ecran.page.locator(".puce:visible").evaluate_all(
        "puces => puces.map((puce) => puce.getBoundingClientRect().height)"
    )
    assert min(hauteurs) >= 56
    cibles = ecran.page.locator(
        "button:visible, summary:visible, a:not(.evitement):visible"
    ).evaluate_all(
        "cibles => cibles.map((cible) => [cible.textContent, cible.getBoundingClientRect().height])"
    )
    assert not [texte.strip() for texte, hauteur in cibles if hauteur < 44]


@pytest.mark.parametrize("taille", [TABLETTE, TELEPHONE], ids=["tablette", "tel"])
def test_nothing_is_cut_with_text_twice_as_large(
    ouvrir: OuvrirPage,
    taille: dict[str, int],
    live_server: LiveServer,
    sortie: Sortie,
    mediation: Personne,
):
    page = ouvrir(taille)
    connecter(page, mediation, live_server.url)
    Ecran(page).ouvrir()
    page.evaluate("document.adoptedStyleSheets = [new CSSStyleSheet()]")
    page.evaluate("document.adoptedStyleSheets[0].replaceSync('html { font-size: 200% }')")
    largeur = page.evaluate("document.documentElement.scrollWidth")
    assert largeur <= taille["width"]
    coupes = page.locator(".puce:visible, .bouton:visible").evaluate_all(
        "elements => elements.filter((e) => e.scrollWidth > e.clientWidth + 1)"
        ".map((e) => e.textContent.trim())"
    )
    assert coupes == []
    pied = page.locator(".pied-fixe").bounding_box()
    assert pied
    assert pied["height"] < taille["height"] / 4


def test_a_rencontre_is_told_with_the_keyboard_alone(ecran: Ecran):
    clavier = ecran.page.keyboard
    ecran.page.locator('[name="besoin"]').first.focus()
    clavier.press("Space")
    ecran.page.locator('[name="reponse"]').first.focus()
    clavier.press("Space")
    clavier.press("ArrowRight")
    expect(ecran.page.locator('[name="reponse"][value="en_partie"]')).to_be_checked()
    clavier.press("Space")
    expect(ecran.page.locator('[name="reponse"]:checked')).to_have_count(0)
    clavier.press("Enter")
    ecran.attendre_vierge()
    ecran.attendre_l_envoi()
    assert Rencontre.objects.get().besoins.get().reponse == "non_renseigne"
