"""The entry screen within everybody's reach: axe, sizes, large text, keyboard alone."""

import pytest
from playwright.sync_api import Page, expect
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
    feuillets = ["sortie", "halte", "equipage", "urgences", "bilan", "tablette"]
    for nom in feuillets if taille == TABLETTE else []:
        page.locator(f"[data-ouvre={nom}]").click()
        expect(page.locator(f"#feuillet-{nom}")).to_be_visible()
        replies = page.locator(f"#feuillet-{nom} details:not([open]) > summary")
        while replies.count():
            replies.first.click()
        sans_defaut_d_accessibilite(page)
        page.keyboard.press("Escape")


def test_no_state_of_the_lines_is_hard_to_reach(
    ouvrir: OuvrirPage,
    live_server: LiveServer,
    sortie: Sortie,
    mediation: Personne,
    sans_defaut_d_accessibilite,
):
    page = ouvrir(TELEPHONE)
    connecter(page, mediation, live_server.url)
    ecran = Ecran(page).ouvrir()
    _lignes_en_tous_etats(ecran)
    sans_defaut_d_accessibilite(page)
    ecran.bouton("Plusieurs à la fois")
    ecran.tap(ecran.ligne(4))
    sans_defaut_d_accessibilite(page)
    ecran.bouton("Plusieurs à la fois")
    for nom in ["retour", "reperes", "preter", "bilan"]:
        page.locator(f"[data-ouvre={nom}]:visible").click()
        expect(page.locator(f"#feuillet-{nom}")).to_be_visible()
        sans_defaut_d_accessibilite(page)
        page.evaluate(f"document.querySelector('#feuillet-{nom}').close()")


def _lignes_en_tous_etats(ecran: Ecran) -> None:
    """One told, one begun, the others empty, the choice about these unfolded."""
    ecran.au_retour(15)
    ecran.rencontre_usuelle()
    ecran.puce("Logement")
    ecran.tap(ecran.ligne(3))
    ecran.bouton("13 lignes vides")


def test_lines_are_large_enough_and_nothing_of_them_is_cut(ecran: Ecran):
    _lignes_en_tous_etats(ecran)
    for _texte in ["normal", "double"]:
        for taille in [TABLETTE, TELEPHONE, BUREAU]:
            ecran.page.set_viewport_size(taille)  # type: ignore[arg-type]
            _mesurer_les_lignes(ecran.page, taille)
        _doubler_le_texte(ecran.page)


def _mesurer_les_lignes(page: Page, taille: dict[str, int]) -> None:
    cibles = "[data-lignes] button:visible, .rencontre__titre button:visible, .case:visible"
    for nom in ["", "retour", "reperes", "preter"]:
        if nom:
            page.locator(f"[data-ouvre={nom}]:visible").click()
            expect(page.locator(f"#feuillet-{nom}")).to_be_visible()
            cibles = f"#feuillet-{nom} button:visible"
        mesures = page.locator(cibles).evaluate_all(
            "cibles => cibles.map((c) => [c.textContent.trim(), c.scrollWidth > c.clientWidth + 1,"
            " c.getBoundingClientRect().height, c.getBoundingClientRect().width])"
        )
        assert mesures
        assert not [m for m in mesures if m[1] or min(m[2], m[3]) < 44], nom
        assert page.evaluate("document.documentElement.scrollWidth") <= taille["width"]
        if nom:
            page.evaluate(f"document.querySelector('#feuillet-{nom}').close()")


def test_lines_are_told_with_the_keyboard_alone(ecran: Ecran):
    clavier = ecran.page.keyboard
    ecran.page.get_by_role("button", name="Au retour").focus()
    clavier.press("Enter")
    expect(ecran.page.get_by_label("Combien de rencontres")).to_be_focused()
    clavier.type("2")
    clavier.press("Enter")
    expect(ecran.titre).to_have_text("Ligne 1")
    expect(ecran.titre).to_be_focused()
    ecran.ligne(2).focus()
    clavier.press("Space")
    expect(ecran.titre).to_have_text("Ligne 2")
    ecran.page.locator('[name="besoin"]').first.focus()
    clavier.press("Space")
    clavier.press("Enter")
    expect(ecran.titre).to_have_text("Ligne 1")
    ecran.attendre_l_envoi()
    assert Rencontre.objects.count() == 1


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
    _doubler_le_texte(page)
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


def _doubler_le_texte(page: Page) -> None:
    """As the settings of a browser do: its media queries, in em, then let go of head and foot."""
    page.evaluate("document.adoptedStyleSheets = [new CSSStyleSheet()]")
    regles = "html { font-size: 200% } .tete, .pied-fixe { position: static !important }"
    page.evaluate(f"document.adoptedStyleSheets[0].replaceSync('{regles}')")


def test_on_a_telephone_zoomed_twice_nothing_hides_what_is_being_written(
    ouvrir: OuvrirPage, live_server: LiveServer, sortie: Sortie, mediation: Personne
):
    page = ouvrir({cote: mesure // 2 for cote, mesure in TELEPHONE.items()})
    connecter(page, mediation, live_server.url)
    Ecran(page).ouvrir()
    page.locator("[data-preciser] > summary").click()
    # Brought to the edge, as a browser does with what one comes to.
    page.locator("[name=note]").evaluate("note => note.scrollIntoView({ block: 'end' })")
    note, *autour = (
        page.locator(quoi).bounding_box() for quoi in ["[name=note]", ".tete", ".pied-fixe"]
    )
    assert note
    for boite in autour:
        assert boite
        au_dessus = boite["y"] + boite["height"] <= note["y"]
        assert au_dessus or boite["y"] >= note["y"] + note["height"]


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
