"""The bilan on the tablet, in a real Chromium: totals, refusals, and one bilan a sortie."""

import pytest
from playwright.sync_api import expect

from sessions.models import Bilan, Sortie
from tests.fabriques import BilanFactory
from tests.navigateur.ecran_terrain import Ecran
from tests.sessions.terrain.envois import Tablette

pytestmark = pytest.mark.django_db(transaction=True)

# Whether its form is hidden as the sheet opens, before the local base has answered.
REGARDER = """() => {
  window.caches_a_l_ouverture = [];
  new MutationObserver(([{ target }]) => {
    if (target.open) window.caches_a_l_ouverture.push(target.querySelector("form").hidden);
  }).observe(document, { subtree: true, attributeFilter: ["open"] });
}"""


def test_the_bilan_closes_the_sortie_with_its_totals(ecran: Ecran, sortie: Sortie):
    ecran.rencontre_usuelle()
    ecran.bouton("+ Refus")
    ecran.attendre_l_envoi()
    ecran.bouton("Bilan de la sortie")
    feuillet = ecran.page.locator("#feuillet-bilan")
    expect(feuillet).to_contain_text("1 rencontre, 0 passage, 1 refus")
    expect(feuillet.get_by_label("Rencontres")).to_have_value("1")
    feuillet.locator("label.puce").filter(has_text="Soleil").click()
    feuillet.get_by_label("Kilomètres à vélo").fill("8,4")
    feuillet.get_by_label("Scène").fill("Un banc, deux thermos.")
    feuillet.get_by_role("button", name="Clore la sortie avec ce bilan").click()
    expect(feuillet).to_be_hidden()
    ecran.attendre_l_envoi()
    bilan = Bilan.objects.get()
    assert (bilan.rencontres, bilan.passages, bilan.refus) == (1, 0, 1)
    assert (bilan.meteo, bilan.kilometres_dixiemes, bilan.scene) == (
        "soleil",
        84,
        "Un banc, deux thermos.",
    )
    sortie.refresh_from_db()
    assert sortie.statut == Sortie.TERMINEE
    expect(ecran.page.locator("[data-ouvre=sortie]")).to_contain_text("bilan fait")


@pytest.mark.parametrize(
    ("champ", "faux", "juste", "phrase"),
    [
        ("Kilomètres à vélo", "douze", "12", "Écrire les kilomètres en chiffres"),
        ("Rencontres", "abc", "7", "Écrire un nombre entier, en chiffres."),
    ],
)
def test_a_bilan_refuses_what_is_not_a_number_and_loses_nothing(
    ecran: Ecran, champ: str, faux: str, juste: str, phrase: str
):
    ecran.bouton("Bilan de la sortie")
    feuillet = ecran.page.locator("#feuillet-bilan")
    expect(feuillet).to_contain_text("0 rencontre")
    feuillet.get_by_label("Scène").fill("Un banc, deux thermos.")
    nombre = feuillet.get_by_label(champ)
    nombre.fill(faux)
    clore = feuillet.get_by_role("button", name="Clore la sortie avec ce bilan")
    clore.click()
    expect(feuillet.get_by_role("alert")).to_contain_text(phrase)
    expect(nombre).to_be_focused()
    expect(nombre).to_have_value(faux)
    nombre.fill(juste)
    clore.click()
    expect(feuillet).to_be_hidden()
    ecran.attendre_l_envoi()
    bilan = Bilan.objects.get()
    assert int(juste) in {bilan.rencontres, (bilan.kilometres_dixiemes or 0) / 10}
    assert bilan.scene == "Un banc, deux thermos."


def test_nothing_can_be_typed_before_its_draft_is_back(ecran: Ecran):
    """The draft comes from the local base a moment later, and would take the place of it."""
    feuillet = ecran.page.locator("#feuillet-bilan")
    ecran.bouton("Bilan de la sortie")
    feuillet.get_by_label("Scène").fill("Un banc, deux thermos.")
    ecran.ouvrir().page.evaluate(REGARDER)
    ecran.bouton("Bilan de la sortie")
    expect(feuillet.get_by_label("Scène")).to_have_value("Un banc, deux thermos.")
    expect(feuillet.get_by_label("Scène")).to_be_visible()
    assert ecran.page.evaluate("window.caches_a_l_ouverture") == [True]


def test_a_sortie_has_one_bilan_mended_by_the_tablet_that_sent_it(ecran: Ecran):
    feuillet = ecran.page.locator("#feuillet-bilan")
    for scene in ["Un banc.", "Un banc, deux thermos."]:
        ecran.ouvrir().bouton("Bilan de la sortie")
        expect(feuillet).to_contain_text("0 rencontre")
        feuillet.get_by_label("Scène").fill(scene)
        feuillet.get_by_role("button", name="Clore la sortie avec ce bilan").click()
        expect(feuillet).to_be_hidden()
        ecran.attendre_l_envoi()
    bilan = Bilan.objects.get()
    assert (bilan.edition, bilan.scene) == (2, "Un banc, deux thermos.")


def test_the_bilan_of_someone_else_is_said_and_not_offered_again(ecran: Ecran, sortie: Sortie):
    BilanFactory(sortie=sortie)
    ecran.bouton("Bilan de la sortie")
    feuillet = ecran.page.locator("#feuillet-bilan")
    expect(feuillet).to_contain_text("Cette sortie a déjà son bilan.")
    expect(feuillet.get_by_role("button", name="Clore la sortie avec ce bilan")).to_be_hidden()


def test_what_each_tablet_counted_is_shown_to_catch_a_double(ecran: Ecran, sortie: Sortie):
    tableau = ecran.page.get_by_role("table", name="Qui a compté quoi, pour repérer un doublon")
    ecran.rencontre_usuelle()
    ecran.attendre_l_envoi()
    ecran.bouton("Bilan de la sortie")
    expect(ecran.page.locator("#feuillet-bilan")).to_contain_text("1 rencontre, 0 passage")
    expect(tableau).to_be_hidden()
    ecran.page.keyboard.press("Escape")
    velo = Tablette(sortie.equipe)
    velo.envoyer(*(velo.rencontre(sortie=str(sortie.pk), halte=...) for _ in range(2)))
    ecran.bouton("Bilan de la sortie")
    rangees = tableau.locator("tbody tr")
    expect(rangees).to_have_text(["Tablette du vélo200", "Le site100"])
