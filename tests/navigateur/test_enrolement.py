"""A tablet enrolled inside /terrain/: it then notes and sends by its own token."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from medlove.models import Equipe
from sessions.models import Appareil, Rencontre, Sortie
from sessions.terrain.appareils import revoquer
from sessions.terrain.codes import ouvrir_un_code
from tests.navigateur.ecran_terrain import Ecran
from tests.personnes import Personne

pytestmark = pytest.mark.django_db(transaction=True)

NOM = "Tablette du vélo"


@pytest.fixture
def vierge(page: Page, sortie: Sortie) -> Ecran:
    """The screen on a tablet where nobody ever signed in."""
    return Ecran(page)


def un_code(equipe: Equipe, coordination: Personne) -> str:
    return ouvrir_un_code(equipe, par=coordination.utilisateur)[1]


def enroler(ecran: Ecran, code: str) -> None:
    """By the address that the square of the coordination holds."""
    ecran.page.goto(f"/terrain/#code={code}")
    expect(ecran.page.get_by_label("Code de la coordination")).to_have_value(code)
    ecran.page.get_by_label("Nom de cette tablette").fill(NOM)
    ecran.bouton("Enrôler avec ce code")
    expect(ecran.page.locator("[data-message]")).to_contain_text("Tablette enrôlée")
    ecran.page.keyboard.press("Escape")


def test_14_once_enrolled_neither_session_nor_csrf_token_matter(
    vierge: Ecran, equipe: Equipe, coordination: Personne, mediation: Personne, fautes: list[str]
):
    enroler(vierge, un_code(equipe, coordination))
    fautes.clear()  # refused until then
    vierge.choisir_qui_note(mediation)
    vierge.rencontre_usuelle()
    vierge.attendre_l_envoi()
    Session.objects.all().delete()
    vierge.page.context.add_cookies(
        [{"name": "csrftoken", "value": "x" * 32, "url": vierge.page.url}]
    )
    vierge.rencontre_usuelle()
    vierge.attendre_l_envoi()
    assert [une.auteur for une in Rencontre.objects.all()] == [mediation.utilisateur] * 2
    assert Appareil.objects.get().nom == NOM


def test_a_member_signed_in_enrols_it_in_one_tap(ecran: Ecran, equipe: Equipe):
    ecran.bouton("La tablette")
    ecran.recompter()
    ecran.bouton(f"L’enrôler pour l’équipe {equipe.nom}")
    expect(ecran.page.locator("[data-tablette=qui]")).to_have_text(f"Tablette, équipe {equipe.nom}")
    assert ecran.taps == 1
    ecran.page.keyboard.press("Escape")
    ecran.page.context.clear_cookies()
    ecran.rencontre_usuelle()
    ecran.attendre_l_envoi()
    assert Rencontre.objects.count() == 1


def test_a_revoked_tablet_says_so_keeps_what_waits_and_sends_it_once_enrolled_again(
    vierge: Ecran, equipe: Equipe, coordination: Personne, mediation: Personne, fautes: list[str]
):
    enroler(vierge, un_code(equipe, coordination))
    vierge.choisir_qui_note(mediation)
    revoquer(Appareil.objects.get(), par=coordination.utilisateur)
    vierge.rencontre_usuelle()
    expect(vierge.etat).to_contain_text(
        "1 en attente, gardée sur la tablette : cette tablette est à enrôler de nouveau"
    )
    assert not Rencontre.objects.exists()
    enroler(vierge, un_code(equipe, coordination))
    vierge.attendre_l_envoi()
    assert Rencontre.objects.get().auteur == mediation.utilisateur
    fautes.clear()


def test_a_wrong_code_is_refused_in_words_and_can_be_typed_again(
    vierge: Ecran, equipe: Equipe, coordination: Personne, fautes: list[str]
):
    vierge.page.goto("/terrain/#code=AAAAA-AAAAA")
    vierge.bouton("Enrôler avec ce code")
    faute = vierge.page.get_by_role("alert")
    expect(faute).to_be_visible()
    assert faute.inner_text().endswith(".")
    vierge.page.get_by_label("Code de la coordination").fill(un_code(equipe, coordination))
    vierge.bouton("Enrôler avec ce code")
    expect(vierge.page.locator("[data-message]")).to_contain_text("Tablette enrôlée")
    fautes.clear()
