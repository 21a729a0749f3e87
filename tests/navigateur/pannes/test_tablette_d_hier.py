"""A tablet that holds the page of yesterday goes through the upgrade of its server.

Yesterday's page is that of today with less in it: what it sends has neither edition nor équipe,
its local base has a step less, its files have other names, and the new server has none of them.
"""

import pytest
from playwright.sync_api import expect

from sessions.models import Passages, Rencontre, Sortie
from tests.epreuve.relais import Relais
from tests.epreuve.serveur import Serveur
from tests.navigateur.ecran_terrain import Ecran
from tests.navigateur.pannes.conftest import RESEAU, Allumer, Lancer, retoucher
from tests.navigateur.pannes.gestes import (
    CAF,
    LOGEMENT,
    LOTS,
    SEJOUR,
    arrive,
    attendre,
    attendues,
    dire,
    elements,
    lues,
    noter,
    verdicts,
)
from tests.navigateur.pannes.test_versions import ACTIVER, BASE_SUIVANTE, PRETE, chercher, version

pytestmark = pytest.mark.django_db(transaction=True)

A_PRIS_LA_PLACE = """async () => {
  const { active, waiting } = await navigator.serviceWorker.ready;
  return active.state === "activated" && !waiting;
}"""
CACHES = "async () => (await caches.keys()).length"


@pytest.fixture(scope="session")
def serveur_d_hier(lancer: Lancer, tmp_path_factory: pytest.TempPathFactory) -> Serveur:
    """Its envelope names no équipe, and its first edits do not say which they are."""
    dossier = tmp_path_factory.mktemp("hier")
    return lancer(
        retoucher(
            dossier,
            "js/terrain/reseau.js",
            lambda texte: texte.replace("{ lot, equipe, envoye_le:", "{ lot, envoye_le:"),
        )
    )


@pytest.fixture
def hier(relais: Relais, serveur_d_hier: Serveur, allumer: Allumer) -> Ecran:
    """Served by its worker, as on any day but the first."""
    relais.vers = serveur_d_hier.port
    ecran = allumer()
    ecran.attendre_le_travailleur()
    return ecran.ouvrir()


def vider_le_cache(ecran: Ecran) -> None:
    """What the browser happens to keep of what it fetched, which it may drop at any time."""
    session = ecran.page.context.new_cdp_session(ecran.page)
    session.send("Network.enable")
    session.send("Network.clearBrowserCache")


def test_what_waits_goes_through_the_upgrade_once_and_the_new_page_comes_in_peace(
    hier: Ecran, relais: Relais, serveur_a_base_suivante: Serveur, sortie: Sortie
):
    avant = version(hier.page)
    noter(hier, CAF)
    hier.attendre_l_envoi()
    # The server stops for its upgrade. In the street, the team goes on.
    relais.panne("refusee", fois=None)
    noter(hier, LOGEMENT)
    hier.bouton("+ Passage")
    hier.bouton("+ Passage")
    dire(hier, SEJOUR)
    hier.attendre_le_brouillon(personne="18_24/feminin")
    hier.ouvrir()  # even closed and opened again
    expect(hier.etat).to_contain_text("en attente, gardées sur la tablette")
    attendu = hier.en_attente()
    assert attendu >= 2
    # It is back, new: what was written by the page of yesterday is answered in full.
    relais.vers = serveur_a_base_suivante.port
    relais.reparer()
    hier.relancer()
    lot = relais.attendre(lambda un: arrive(un) and len(elements(un)) >= 2)
    assert b'"equipe"' not in lot.corps
    assert set(verdicts(lot)) == {"cree"}
    hier.attendre_l_envoi()
    # The new page waits for the rencontre that is being told.
    chercher(hier)
    expect(hier.etat).to_contain_text(PRETE)
    assert version(hier.page) == avant
    hier.enregistrer()
    expect(hier.page.locator("head script")).not_to_have_attribute("src", avant)
    attendre(hier.page, BASE_SUIVANTE)
    hier.page.locator("body[data-pret]").wait_for(state="attached")
    hier.attendre_l_envoi()
    assert lues() == attendues(CAF, LOGEMENT, SEJOUR)
    assert [une.passages for une in Passages.objects.all()] == [2]
    # What was sent yesterday is still known: comparing sends nothing again.
    hier.ouvrir()
    expect(hier.etat).to_contain_text("Rien en attente")
    assert Rencontre.objects.filter(sortie=sortie).count() == 3


def test_an_answer_lost_in_the_upgrade_doubles_nothing(
    hier: Ecran, relais: Relais, serveur_a_base_suivante: Serveur
):
    """Received by the old server, answered to nobody, sent again to the new one."""
    relais.panne("perdue", LOTS)
    noter(hier, CAF, LOGEMENT)
    relais.attendre(lambda un: un.panne == "perdue" and un.statut == 200)
    relais.vers = serveur_a_base_suivante.port
    hier.relancer()
    hier.attendre_l_envoi()
    assert "deja" in {dit for un in relais.passages(LOTS) if arrive(un) for dit in verdicts(un)}
    assert lues() == attendues(CAF, LOGEMENT)


@pytest.mark.parametrize("reseau", [True, False], ids=["on line", "off line"])
def test_a_sheet_never_opened_still_comes_when_the_files_of_yesterday_are_gone(
    reseau: bool, hier: Ecran, relais: Relais, serveur_a_base_suivante: Serveur
):
    """The page of yesterday, begun, has the worker of today beside it."""
    avant = version(hier.page)
    dire(hier, CAF)
    relais.vers = serveur_a_base_suivante.port
    chercher(hier)
    expect(hier.etat).to_contain_text(PRETE)
    hier.page.evaluate(ACTIVER)
    attendre(hier.page, A_PRIS_LA_PLACE)
    vider_le_cache(hier)
    if not reseau:
        relais.panne("refusee", fois=None)
    hier.bouton("Au retour")
    expect(hier.page.get_by_label("Combien de rencontres")).to_be_visible()
    assert version(hier.page) == avant
    assert hier.page.evaluate(CACHES) == 2


@pytest.mark.parametrize("geste", ["bilan", "preter"])
def test_a_sheet_that_is_open_is_not_taken_away(
    geste: str, hier: Ecran, relais: Relais, serveur_a_base_suivante: Serveur
):
    """A bilan half told, or a screen lent to somebody: the day must not come back under their
    eyes."""
    avant = version(hier.page)
    hier.page.locator(f"[data-ouvre={geste}]").first.click()
    feuillet = hier.page.locator(f"#feuillet-{geste}")
    expect(feuillet).to_be_visible()
    relais.vers = serveur_a_base_suivante.port
    chercher(hier)
    attendre(hier.page, "async () => !!(await navigator.serviceWorker.ready).waiting")
    hier.page.wait_for_timeout(500)
    assert version(hier.page) == avant
    expect(feuillet).to_be_visible()
    feuillet.evaluate("feuillet => feuillet.close()")
    expect(hier.page.locator("head script")).not_to_have_attribute("src", avant)


def test_a_server_that_goes_back_is_followed(
    hier: Ecran, relais: Relais, serveur: Serveur, serveur_d_hier: Serveur
):
    """docs/mise-a-jour.md, « Revenir en arrière »: the local base being that of yesterday."""
    avant = version(hier.page)
    relais.vers = serveur.port
    chercher(hier)
    expect(hier.page.locator("head script")).not_to_have_attribute("src", avant)
    hier.page.locator("body[data-pret]").wait_for(state="attached")
    relais.panne("refusee", LOTS, fois=None)
    noter(hier, CAF)
    relais.vers = serveur_d_hier.port
    relais.reparer()
    hier.relancer()
    hier.attendre_l_envoi()
    chercher(hier)
    expect(hier.page.locator("head script")).to_have_attribute("src", avant)
    hier.page.locator("body[data-pret]").wait_for(state="attached")
    noter(hier, LOGEMENT)
    hier.attendre_l_envoi()
    assert lues() == attendues(CAF, LOGEMENT)


def test_a_page_older_than_the_local_base_says_so_and_sends_once_the_server_is_new_again(
    hier: Ecran,
    relais: Relais,
    serveur_d_hier: Serveur,
    serveur_a_base_suivante: Serveur,
    fautes: list[str],
):
    """A server that went back, after the tablet had gone forward."""
    avant = version(hier.page)
    relais.vers = serveur_a_base_suivante.port
    chercher(hier)
    expect(hier.page.locator("head script")).not_to_have_attribute("src", avant)
    hier.page.locator("body[data-pret]").wait_for(state="attached")
    relais.panne("refusee", LOTS, fois=None)
    noter(hier, CAF)
    relais.vers = serveur_d_hier.port
    chercher(hier)
    expect(hier.page.locator("head script")).to_have_attribute("src", avant)
    expect(hier.page.locator("[data-message]")).to_contain_text("Rien n’est perdu")
    assert hier.en_attente() == 1
    relais.vers = serveur_a_base_suivante.port
    relais.reparer()
    hier.page.reload(wait_until="commit")
    expect(hier.page.locator("head script")).not_to_have_attribute("src", avant)
    hier.page.locator("body[data-pret]").wait_for(state="attached")
    hier.attendre_l_envoi()
    assert lues() == attendues(CAF)
    dites = [une for une in fautes if RESEAU not in une]
    assert dites
    assert all("less than the existing version" in une for une in dites)
    fautes.clear()
