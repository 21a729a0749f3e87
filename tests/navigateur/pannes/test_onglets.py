"""Several tabs on one tablet: one sends, one writes in a draft, one brings a newer base."""

import pytest
from playwright.sync_api import expect

from tests.epreuve.relais import Relais
from tests.epreuve.serveur import Serveur
from tests.navigateur.ecran_terrain import Ecran
from tests.navigateur.pannes.gestes import (
    CAF,
    LOGEMENT,
    LOTS,
    SEJOUR,
    TENIR_LA_BASE,
    attendues,
    autre_onglet,
    dire,
    elements,
    lues,
    noter,
)

pytestmark = pytest.mark.django_db(transaction=True)

DEPASSEE = "Une version plus récente est ouverte ailleurs : recharger cette page"


def oublier_le_travailleur(ecran: Ecran, relais: Relais) -> None:
    """The next page to open is that of the server."""
    magasins = {"origin": relais.url, "storageTypes": "service_workers,cache_storage"}
    ecran.page.context.new_cdp_session(ecran.page).send("Storage.clearDataForOrigin", magasins)


def test_06_two_tabs_flush_one_sends_and_the_other_follows(ecran: Ecran, relais: Relais):
    autre = autre_onglet(ecran)
    relais.panne("lente", LOTS)
    noter(ecran, CAF)
    relais.attendre(lambda un: un.panne == "lente" and un.statut)
    noter(autre, LOGEMENT)
    autre.relancer()
    expect(autre.etat).to_contain_text("2 en attente")
    autre.page.wait_for_timeout(300)
    assert len(relais.passages(LOTS)) == 1
    relais.lacher()
    expect(ecran.etat).to_contain_text("Rien en attente · dernière synchro")
    envoyes = [un["id"] for lot in relais.passages(LOTS) for un in elements(lot)]
    assert len(envoyes) == len(set(envoyes)) == 2
    assert lues() == attendues(CAF, LOGEMENT)
    expect(autre.etat).to_contain_text("Rien en attente")


def test_06_what_one_tab_sends_the_other_says_too(ecran: Ecran):
    autre = autre_onglet(ecran)
    noter(ecran, CAF)
    ecran.attendre_l_envoi()
    expect(autre.etat).to_contain_text("Rien en attente · dernière synchro")


def test_07_two_tabs_on_one_draft_the_second_is_told_and_nothing_is_mixed(ecran: Ecran):
    dire(ecran, CAF)
    autre = autre_onglet(ecran)
    expect(autre.page.get_by_role("alert")).to_contain_text("ouverte dans un autre onglet")
    expect(autre.page.locator("[data-rencontre] input:checked")).to_have_count(0)
    dire(autre, LOGEMENT)
    expect(ecran.page.locator('[name="besoin"]:checked')).to_have_value(CAF.besoin)
    autre.enregistrer()
    ecran.enregistrer()
    ecran.attendre_l_envoi()
    autre.attendre_l_envoi()
    assert lues() == attendues(CAF, LOGEMENT)


def test_13_an_upgrade_makes_the_old_tab_let_go_of_the_base_and_ask_to_be_loaded_again(
    ecran: Ecran, relais: Relais, serveur_a_base_suivante: Serveur
):
    relais.panne("statut", LOTS, fois=None, code=500)
    noter(ecran, CAF)
    dire(ecran, LOGEMENT)
    relais.vers = serveur_a_base_suivante.port
    oublier_le_travailleur(ecran, relais)
    nouveau = autre_onglet(ecran)
    expect(ecran.etat).to_have_text(DEPASSEE)
    # Nothing more can be kept there, and it does not pretend. What was, comes back.
    ecran.bouton("Enregistrer, puis suivante")
    expect(ecran.page.get_by_role("alert")).to_contain_text("ne peut plus être gardé ici")
    expect(ecran.page.locator('[name="besoin"]:checked')).to_have_value(LOGEMENT.besoin)
    relais.reparer()
    noter(nouveau, SEJOUR)
    ecran.ouvrir()
    ecran.enregistrer()
    ecran.attendre_l_envoi()
    assert lues() == attendues(CAF, LOGEMENT, SEJOUR)


def test_13_a_tab_that_does_not_let_go_is_named_until_it_is_closed(
    ecran: Ecran, relais: Relais, serveur_a_base_suivante: Serveur
):
    noter(ecran, CAF)
    ecran.attendre_l_envoi()
    muet = ecran.page.context.new_page()
    muet.goto("/compte/connexion/")
    muet.evaluate(TENIR_LA_BASE)
    relais.vers = serveur_a_base_suivante.port
    oublier_le_travailleur(ecran, relais)
    ecran.page.reload()
    expect(ecran.page.get_by_role("alert")).to_contain_text("fermer cet autre onglet")
    muet.close()
    ecran.page.locator("body[data-pret]").wait_for(state="attached")
    expect(ecran.page.locator("[data-message]")).to_be_empty()
    noter(ecran, LOGEMENT)
    ecran.attendre_l_envoi()
    assert lues() == attendues(CAF, LOGEMENT)
