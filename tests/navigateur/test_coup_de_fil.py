"""« Un coup de fil à un ami », off line: one tap to call, two to log it."""

import pytest
from playwright.sync_api import Locator, expect

from medlove.models import Equipe
from sessions.models import Appel, Rencontre, Sortie
from territoires.models import Professionnel
from tests.fabriques import ProfessionnelFactory
from tests.navigateur.ecran_terrain import Ecran
from tests.personnes import Personne

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def travailleur() -> bool:
    return True


@pytest.fixture
def camille(equipe: Equipe) -> Professionnel:
    return ProfessionnelFactory(
        equipe=equipe,
        nom="Camille",
        metier="conseillère",
        structure="CAF",
        sujet="Dossiers bloqués",
        quand="mardi matin",
        telephone="02 00 00 00 55",
    )


@pytest.fixture
def hors_ligne(camille: Professionnel, ecran: Ecran) -> Ecran:
    ecran.attendre_le_travailleur()
    ecran.page.context.set_offline(True)
    return ecran


def appeler(ecran: Ecran) -> Locator:
    ecran.bouton("Un coup de fil")
    feuillet = ecran.page.locator("#feuillet-appels")
    expect(feuillet).to_be_visible()
    ecran.recompter()
    return feuillet


def retablir(ecran: Ecran, fautes: list[str]) -> None:
    ecran.page.context.set_offline(False)
    ecran.relancer()
    ecran.attendre_l_envoi()
    fautes.clear()  # what was tried without network


def test_off_line_whom_to_call_for_what_and_when_is_told(hors_ligne: Ecran, fautes: list[str]):
    feuillet = appeler(hors_ligne)
    for dit in ["Camille", "conseillère, CAF", "Dossiers bloqués", "mardi matin"]:
        expect(feuillet).to_contain_text(dit)
    lien = feuillet.get_by_role("link", name="Appeler Camille")
    expect(lien).to_have_attribute("href", "tel:0200000055")
    fautes.clear()


@pytest.mark.parametrize(("issue", "debloque"), [("Oui", True), ("Pas encore", None)])
def test_a_call_is_logged_in_two_taps(
    hors_ligne: Ecran,
    camille: Professionnel,
    sortie: Sortie,
    fautes: list[str],
    issue: str,
    debloque: bool | None,
):
    appeler(hors_ligne)
    hors_ligne.tap(hors_ligne.page.locator("[data-appele]"))
    hors_ligne.bouton(issue)
    assert hors_ligne.taps == 2
    expect(hors_ligne.page.locator(".ami [role=status]")).to_contain_text("Noté sur la tablette")
    retablir(hors_ligne, fautes)
    appel = Appel.objects.get()
    assert (appel.professionnel, appel.sortie, appel.rencontre) == (camille, sortie, None)
    assert appel.debloque is debloque


def test_what_a_call_unblocks_later_is_the_same_call(hors_ligne: Ecran, fautes: list[str]):
    feuillet = appeler(hors_ligne)
    hors_ligne.tap(feuillet.locator("[data-appele]"))
    hors_ligne.bouton("Pas encore")
    hors_ligne.bouton("Fermer")
    retablir(hors_ligne, fautes)
    appeler(hors_ligne)
    expect(feuillet.get_by_role("button", name="Pas encore")).to_have_attribute(
        "aria-pressed", "true"
    )
    hors_ligne.bouton("Oui")
    expect(feuillet.get_by_role("button", name="Oui")).to_have_attribute("aria-pressed", "true")
    hors_ligne.attendre_l_envoi()
    appel = Appel.objects.get()
    assert (appel.debloque, appel.edition) == (True, 2)


def test_another_call_to_the_same_person_is_another(hors_ligne: Ecran, fautes: list[str]):
    feuillet = appeler(hors_ligne)
    for issue in ["Non", "Oui"]:
        hors_ligne.tap(feuillet.locator("[data-appele]"))
        expect(feuillet.locator("[aria-pressed=true]")).to_have_count(0)
        hors_ligne.bouton(issue)
        expect(feuillet.locator("[aria-pressed=true]")).to_have_text(issue)
    retablir(hors_ligne, fautes)
    assert sorted(Appel.objects.values_list("debloque", flat=True)) == [False, True]


def test_a_call_about_a_rencontre_already_noted_names_it(
    camille: Professionnel, ecran: Ecran, mediation: Personne
):
    ecran.rencontre_usuelle()
    ecran.page.get_by_text("Noté aujourd’hui").click()
    ecran.geste("modifier")
    expect(ecran.titre).to_have_text("Modifier la rencontre")
    feuillet = appeler(ecran)
    ecran.tap(feuillet.locator("[data-appele]"))
    ecran.bouton("Oui")
    ecran.attendre_l_envoi()
    assert Appel.objects.get().rencontre == Rencontre.objects.get()


def test_without_anybody_to_call_the_sheet_says_how_there_will_be(ecran: Ecran):
    expect(appeler(ecran)).to_contain_text("La coordination ajoute ici")
