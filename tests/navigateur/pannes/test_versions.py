"""A new version arrives on the tablet: whole or not at all, and never in the middle of an entry."""

import pytest
from playwright.sync_api import Page, expect

from tests.epreuve.relais import Relais
from tests.epreuve.serveur import Serveur
from tests.navigateur.ecran_terrain import Ecran
from tests.navigateur.pannes.gestes import (
    CAF,
    LOGEMENT,
    LOTS,
    attendre,
    attendues,
    autre_onglet,
    dire,
    lues,
    noter,
)

pytestmark = pytest.mark.django_db(transaction=True)

PRETE = "nouvelle version prête"

# The worker that waits takes over, as if another tab had just found nothing to wait for.
ACTIVER = """() => navigator.serviceWorker.ready.then(({ waiting }) => new Promise((dire) => {
  navigator.serviceWorker.addEventListener("controllerchange", () => dire());
  waiting.postMessage("activer");
}))"""
BASE_SUIVANTE = "async () => (await indexedDB.databases())[0].version === 2"
# Neither a worker that installs nor one that waits.
RIEN_N_ARRIVE = """async () => {
  const { installing, waiting } = await navigator.serviceWorker.ready;
  return !installing && !waiting;
}"""


@pytest.fixture
def installe(ecran: Ecran) -> Ecran:
    """The page as on any day but the first: served by its worker."""
    ecran.attendre_le_travailleur()
    return ecran.ouvrir()


def version(page: Page) -> str:
    """What names the modules of the page."""
    return str(page.locator("head script").get_attribute("src"))


def chercher(ecran: Ecran) -> None:
    """Look for a new version, as the page does every hour."""
    ecran.page.evaluate(
        "async () => { (await navigator.serviceWorker.ready).update().catch(() => {}) }"
    )


def test_08_a_new_version_waits_for_every_form_and_every_flush_then_comes_by_itself(
    installe: Ecran, relais: Relais, serveur_suivant: Serveur
):
    avant = version(installe.page)
    autre = autre_onglet(installe)
    dire(autre, LOGEMENT)
    dire(installe, CAF)
    relais.vers = serveur_suivant.port
    chercher(installe)
    expect(installe.etat).to_contain_text(PRETE)
    # One form is saved, and its lot is under way; the other form is begun still.
    relais.panne("lente", LOTS)
    installe.enregistrer()
    relais.attendre(lambda un: un.panne == "lente" and un.statut)
    autre.puce("Répondu sur place")
    relais.lacher()
    expect(installe.etat).to_contain_text("Rien en attente")
    # Then the other is saved: its lot alone holds the new version back.
    relais.panne("lente", LOTS)
    autre.enregistrer()
    relais.attendre(lambda un: un.statut and un in relais.passages(LOTS)[1:])
    autre.page.wait_for_timeout(300)
    assert {version(installe.page), version(autre.page)} == {avant}
    relais.lacher()
    for un in (installe, autre):
        expect(un.page.locator("head script")).not_to_have_attribute("src", avant)
        un.page.locator("body[data-pret]").wait_for(state="attached")
    assert lues() == attendues(CAF, LOGEMENT)


def test_08_a_form_begun_as_the_new_version_takes_over_is_finished_before(
    installe: Ecran, relais: Relais, serveur_suivant: Serveur
):
    avant = version(installe.page)
    dire(installe, CAF)
    relais.vers = serveur_suivant.port
    chercher(installe)
    expect(installe.etat).to_contain_text(PRETE)
    installe.page.evaluate(ACTIVER)
    relais.panne("lente", LOTS)
    installe.enregistrer()
    relais.attendre(lambda un: un.panne == "lente" and un.statut)
    assert version(installe.page) == avant
    relais.lacher()
    expect(installe.page.locator("head script")).not_to_have_attribute("src", avant)
    installe.page.locator("body[data-pret]").wait_for(state="attached")
    assert lues() == attendues(CAF)


def test_08_a_page_opened_before_its_worker_follows_the_versions_too(
    ecran: Ecran, relais: Relais, serveur_suivant: Serveur
):
    avant = version(ecran.page)
    ecran.attendre_le_travailleur()
    relais.vers = serveur_suivant.port
    chercher(ecran)
    expect(ecran.page.locator("head script")).not_to_have_attribute("src", avant)


def test_09_one_file_of_the_new_version_fails_and_the_old_one_works_off_line(
    installe: Ecran, relais: Relais, serveur_suivant: Serveur
):
    avant = version(installe.page)
    relais.panne("statut", r"js/terrain/noyau\.", fois=None, code=500)
    relais.vers = serveur_suivant.port
    chercher(installe)
    relais.attendre(lambda un: un.panne == "statut")
    attendre(installe.page, RIEN_N_ARRIVE)
    relais.reparer()
    relais.panne("refusee", fois=None)
    installe.ouvrir()
    assert version(installe.page) == avant
    noter(installe, CAF)
    installe.ouvrir()
    expect(installe.etat).to_contain_text("1 en attente, gardée sur la tablette")
    relais.reparer()
    installe.relancer()
    installe.attendre_l_envoi()
    assert lues() == attendues(CAF)
    chercher(installe)
    expect(installe.page.locator("head script")).not_to_have_attribute("src", avant)


def test_12_the_base_is_upgraded_with_records_waiting_and_all_are_kept(
    installe: Ecran, relais: Relais, serveur_a_base_suivante: Serveur
):
    relais.panne("statut", LOTS, fois=None, code=500)
    noter(installe, CAF, LOGEMENT)
    expect(installe.etat).to_contain_text("2 en attente, gardées")
    relais.vers = serveur_a_base_suivante.port
    chercher(installe)
    attendre(installe.page, BASE_SUIVANTE)
    installe.page.locator("body[data-pret]").wait_for(state="attached")
    assert installe.en_attente() == 2
    relais.reparer()
    installe.relancer()
    installe.attendre_l_envoi()
    assert lues() == attendues(CAF, LOGEMENT)
