"""The sheets of an orientation within everybody's reach: axe, sizes, large text, the keyboard."""

from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from medlove.models import Equipe
from sessions.models import CategorieBesoin, Orientation, Sortie
from tests.fabriques import PartenaireFactory, ProfessionnelFactory
from tests.navigateur.conftest import BUREAU, TABLETTE, TELEPHONE
from tests.navigateur.ecran_terrain import Ecran, connecter
from tests.personnes import Personne

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def annuaire(equipe: Equipe, sortie: Sortie) -> None:
    logement = CategorieBesoin.objects.get(code="logement")
    for nom in ["Agence du logement", "Centre communal d’action sociale intercommunal"]:
        PartenaireFactory(
            equipe=equipe,
            nom=nom,
            adresse="14 boulevard de la Très-Longue-Avenue",
            repere="derrière la poste, la porte bleue au fond de la cour",
            telephone="02 00 00 00 44",
            horaires="Mo-Fr 09:00-12:30,14:00-17:30; Sa 09:00-12:00",
        ).categories.add(logement)
    ProfessionnelFactory(
        equipe=equipe, nom="Camille", metier="conseillère", sujet="Dossiers bloqués"
    )


@pytest.fixture
def oriente(page: Page, origine: str, mediation: Personne) -> Ecran:
    connecter(page, mediation, origine)
    ecran = Ecran(page).ouvrir()
    ecran.puce("Logement")
    ecran.puce("Orientée")
    ecran.puce("Agence du logement")
    expect(page.locator("[data-retenu]")).to_be_visible()
    return ecran


def ouvrir_la_carte(ecran: Ecran) -> None:
    ecran.bouton("Montrer la carte")
    ecran.bouton("Langue")
    ecran.bouton("العربية")
    expect(ecran.page.locator("[data-carte-page]")).to_have_attribute("lang", "ar")
    ecran.bouton("Langue")


def ouvrir_les_appels(ecran: Ecran) -> None:
    ecran.bouton("Un coup de fil")
    ecran.tap(ecran.page.locator("[data-appele]"))


FEUILLETS = {"carte": ouvrir_la_carte, "appels": ouvrir_les_appels}


def test_no_state_of_an_orientation_is_hard_to_reach(
    oriente: Ecran, sans_defaut_d_accessibilite: Any
):
    sans_defaut_d_accessibilite(oriente.page)
    for nom, ouvrir_le in FEUILLETS.items():
        ouvrir_le(oriente)
        sans_defaut_d_accessibilite(oriente.page)
        oriente.page.keyboard.press("Escape")
        expect(oriente.page.locator(f"#feuillet-{nom}")).to_be_hidden()


def test_nothing_is_cut_and_every_target_is_large(oriente: Ecran):
    page = oriente.page
    page.evaluate("document.adoptedStyleSheets = [new CSSStyleSheet()]")
    mesurer(page, "[data-si=orientation]")
    for nom, ouvrir_le in FEUILLETS.items():
        ouvrir_le(oriente)
        mesurer(page, f"#feuillet-{nom}")
        page.keyboard.press("Escape")


def mesurer(page: Page, racine: str) -> None:
    """At every size, with text as it is and twice as large; then as it was."""
    for taille, texte in product([TELEPHONE, BUREAU, TABLETTE], ["200%", "100%"]):
        page.set_viewport_size(taille)  # type: ignore[arg-type]
        regles = f"html {{ font-size: {texte} }} .tete {{ position: static !important }}"
        page.evaluate(f"document.adoptedStyleSheets[0].replaceSync('{regles}')")
        mesurer_ainsi(page, racine, taille)


def mesurer_ainsi(page: Page, racine: str, taille: dict[str, int]) -> None:
    mesures = page.locator(f"{racine} :is(.puce, .bouton):visible").evaluate_all(
        "cibles => cibles.map((c) => [c.textContent.trim(), c.scrollWidth > c.clientWidth + 1,"
        " c.getBoundingClientRect().height])"
    )
    assert len(mesures) >= 3
    assert not [m for m in mesures if m[1] or m[2] < (48 if "Fermer" in m[0] else 56)], racine
    largeur = page.locator(racine).evaluate("un => [un.scrollWidth, un.clientWidth]")
    assert largeur[0] <= largeur[1] + 1, racine
    assert page.evaluate("document.documentElement.scrollWidth") <= taille["width"]


def test_a_person_is_referred_and_shown_the_card_with_the_keyboard_alone(oriente: Ecran):
    page, clavier = oriente.page, oriente.page.keyboard
    premier = page.locator("[data-liste=proposes] input").first
    premier.focus()
    clavier.press("ArrowDown")
    expect(page.locator("[data-liste=proposes] input").nth(1)).to_be_checked()
    expect(page.locator("[data-liste=proposes] input").nth(1)).to_be_focused()
    page.get_by_role("button", name="Montrer la carte").focus()
    clavier.press("Enter")
    expect(page.get_by_role("button", name="Revenir")).to_be_focused()
    expect(page.locator("#feuillet-carte svg")).to_be_visible()
    clavier.press("Enter")
    expect(page.get_by_role("button", name="Montrer la carte")).to_be_focused()
    page.get_by_role("button", name="Enregistrer, puis suivante").focus()
    clavier.press("Enter")
    oriente.attendre_vierge()
    oriente.attendre_l_envoi()
    assert Orientation.objects.get().partenaire.nom.startswith("Centre communal")
