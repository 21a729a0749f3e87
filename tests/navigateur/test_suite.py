"""/o/ in a real browser: the secret leaves the address at once, and one gesture tells."""

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from medlove.models import Equipe
from sessions.models import Orientation, RetourGroupe
from sessions.orientations import liens
from sessions.orientations.jetons import code_court, forger, hacher
from territoires.models import Partenaire
from tests.fabriques import OrientationFactory, PartenaireFactory, SortieFactory
from tests.navigateur.conftest import TELEPHONE, OuvrirPage
from tests.personnes import Personne

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def partenaire(equipe: Equipe) -> Partenaire:
    return PartenaireFactory(equipe=equipe, nom="Espace social du Blosne")


def remettre(partenaire: Partenaire, **autres: Any) -> str:
    """The token of a card handed over today."""
    jeton = forger()
    OrientationFactory(
        partenaire=partenaire,
        besoin__rencontre__sortie=SortieFactory(
            equipe=partenaire.equipe, date=timezone.localdate()
        ),
        jeton_sha256=hacher(jeton),
        **autres,
    )
    return jeton


def demandes(page: Page) -> list[str]:
    vues: list[str] = []
    page.on("request", lambda une: vues.append(f"{une.url} {une.headers}"))
    return vues


def test_the_holder_of_a_card_has_come(
    ouvrir: OuvrirPage, partenaire: Partenaire, sans_defaut_d_accessibilite
):
    jeton, page = remettre(partenaire), ouvrir(TELEPHONE)
    vues = demandes(page)
    page.goto(f"/o/#{jeton}")
    expect(page.get_by_role("button", name="La personne est venue")).to_be_visible()
    assert page.url.endswith("/o/")
    expect(page.get_by_role("heading", name="Ouvrir cette page depuis la carte")).to_have_count(0)
    sans_defaut_d_accessibilite(page)
    page.get_by_role("button", name="La personne est venue").click()
    expect(page.get_by_role("heading", name="C’est noté, merci")).to_be_visible()
    assert Orientation.objects.get().statut == "accueillie"
    assert not any(jeton in vue for vue in vues)
    assert page.context.cookies() == []


def test_a_refusal_without_reason_can_be_mended(page: Page, partenaire: Partenaire):
    page.goto(f"/o/#{remettre(partenaire)}")
    page.get_by_role("button", name="Nous n’avons pas pu").click()
    expect(page.get_by_text("Choisir la raison dans la liste")).to_be_visible()
    page.get_by_label("Complet", exact=True).check()
    page.get_by_role("button", name="Nous n’avons pas pu").click()
    expect(page.get_by_role("heading", name="C’est noté, merci")).to_be_visible()
    assert Orientation.objects.get().suites.get().motif == "complet"


def test_a_second_card_read_in_the_same_tab_is_the_one_told(
    page: Page, origine: str, partenaire: Partenaire
):
    premiere, seconde = remettre(partenaire), remettre(partenaire)
    page.goto(f"/o/#{premiere}")
    page.goto(f"/o/#{seconde}")
    expect(page).to_have_url(f"{origine}/o/")
    page.get_by_role("button", name="La personne est venue").click()
    expect(page.get_by_role("heading", name="C’est noté, merci")).to_be_visible()
    restante = Orientation.objects.get(statut="remise")
    assert restante.jeton_sha256 == hacher(premiere)


def test_without_a_card_the_page_says_how_to_come(page: Page, sans_defaut_d_accessibilite):
    page.goto("/o/")
    expect(page.get_by_role("heading", name="Ouvrir cette page depuis la carte")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    sans_defaut_d_accessibilite(page)


def test_a_card_that_is_not_known_tells_nothing(page: Page, db: None, fautes: list[str]):
    page.goto(f"/o/#{forger()}")
    page.get_by_role("button", name="La personne est venue").click()
    expect(page.get_by_role("alert")).to_contain_text("Cette carte n’est pas reconnue")
    fautes.clear()  # the console tells the 404


def test_a_partenaire_comes_in_finds_a_card_and_gives_a_number(
    page: Page,
    partenaire: Partenaire,
    coordination: Personne,
    sans_defaut_d_accessibilite,
):
    jeton = remettre(partenaire, modalite="rendez_vous_pris")
    secret = liens.donner(partenaire, par=coordination.utilisateur)
    page.goto(f"/o/partenaire/#{secret}")
    page.get_by_role("button", name="Entrer").click()
    expect(page.get_by_role("heading", name="Espace social du Blosne")).to_be_visible()
    assert page.url.endswith("/o/partenaire/")
    sans_defaut_d_accessibilite(page)
    page.get_by_label("Personnes accueillies").fill("1")
    page.get_by_role("button", name="Donner ce nombre").click()
    expect(page.get_by_role("status")).to_contain_text("C’est noté, merci")
    assert RetourGroupe.objects.get().accueillies == 1
    page.get_by_label("Code de la carte").fill(code_court(hacher(jeton)))
    page.get_by_role("button", name="Trouver la carte").click()
    expect(page.get_by_role("heading", name="CAF, aides, RSA")).to_be_visible()
    sans_defaut_d_accessibilite(page)
    page.get_by_role("button", name="Elle n’est pas venue au rendez-vous").click()
    expect(page.get_by_role("status")).to_contain_text("C’est noté, merci")
    assert Orientation.objects.get().statut == "non_venue"
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies()}
    assert cookies["partenaire"]["httpOnly"]
