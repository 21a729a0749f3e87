"""Killed, cut, lied to: what was said saved reaches the server once, and nothing else is said."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.epreuve.relais import Relais
from tests.epreuve.serveur import Serveur
from tests.navigateur.ecran_terrain import Ecran
from tests.navigateur.pannes.conftest import Allumer
from tests.navigateur.pannes.gestes import (
    ABREGER,
    CAF,
    LOGEMENT,
    LOTS,
    RETENIR_LA_TRANSACTION,
    SEJOUR,
    arrive,
    attendues,
    autre_onglet,
    dire,
    lues,
    noter,
    tuer,
    tuer_le_navigateur,
    verdicts,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_01_killed_between_tap_and_commit_nothing_was_called_saved_and_the_draft_comes_back(
    ecran: Ecran,
):
    dire(ecran, LOGEMENT)
    ecran.page.evaluate(RETENIR_LA_TRANSACTION)
    ecran.bouton("Enregistrer, puis suivante")
    ecran.page.wait_for_function("() => window.retenue")
    expect(ecran.page.locator('[name="besoin"]:checked')).to_have_value(LOGEMENT.besoin)
    tuer(ecran.page)
    apres = autre_onglet(ecran)
    assert apres.en_attente() == 0
    expect(apres.page.locator('[name="besoin"]:checked')).to_have_value(LOGEMENT.besoin)
    expect(apres.page.locator('[value="40_59/masculin"]')).to_be_checked()
    apres.enregistrer()
    apres.attendre_l_envoi()
    assert lues() == attendues(LOGEMENT)


def test_02_killed_between_commit_and_post_the_record_is_sent_once_at_restart(
    allumer: Allumer, relais: Relais
):
    ecran = allumer()
    ecran.page.evaluate("() => { window.fetch = () => new Promise(() => {}); }")
    noter(ecran, LOGEMENT)
    tuer_le_navigateur(ecran.page)
    assert not relais.passages(LOTS)
    allumer().attendre_l_envoi()
    assert lues() == attendues(LOGEMENT)
    assert len(relais.passages(LOTS)) == 1


@pytest.mark.parametrize("mort", [False, True], ids=["perdue", "serveur tué"])
def test_03_the_server_commits_and_its_answer_is_lost_the_retry_gets_deja(
    ecran: Ecran, relais: Relais, serveur: Serveur, mort: bool
):
    relais.panne("lente" if mort else "perdue", LOTS)
    noter(ecran, CAF)
    premier = relais.attendre(arrive)
    if mort:
        serveur.tuer()
        relais.couper()
        serveur.demarrer()
    ecran.attendre_l_envoi()
    second = [un for un in relais.passages(LOTS) if arrive(un)][-1]
    assert [verdicts(premier), verdicts(second)] == [["cree"], ["deja"]]
    assert lues() == attendues(CAF)


def test_04_half_a_body_arrives_nothing_is_stored_and_it_is_sent_again(
    ecran: Ecran, relais: Relais
):
    relais.panne("coupee", LOTS)
    noter(ecran, CAF)
    expect(ecran.etat).to_contain_text("envoi au retour du réseau")
    assert lues() == []
    ecran.attendre_l_envoi()
    assert [lot.panne for lot in relais.passages(LOTS)] == ["coupee", ""]
    assert lues() == attendues(CAF)


def test_24_a_storm_of_refusals_drops_nothing_and_the_wait_that_is_asked_for_is_kept(
    ecran: Ecran, relais: Relais
):
    relais.panne("statut", LOTS, code=500)
    relais.panne("statut", LOTS, code=429, entetes={"Retry-After": "2"})
    relais.panne("statut", LOTS, code=503, entetes={"Retry-After": "1"})
    noter(ecran, CAF)
    expect(ecran.etat).to_contain_text("le serveur ne répond pas, nouvel essai bientôt")
    expect(ecran.etat).to_contain_text("le serveur est occupé, nouvel essai bientôt")
    ecran.attendre_l_envoi()
    instants = [lot.debut for lot in relais.passages(LOTS)]
    premiere, occupe, indisponible = [apres - avant for avant, apres in pairwise(instants)]
    # Half a second is left to the relay; by itself, a third failure would wait four at least.
    assert premiere > 0.5
    assert occupe > 1.5
    assert 0.5 < indisponible < 4
    assert lues() == attendues(CAF)


def test_25_a_captive_portal_acknowledges_nothing(ecran: Ecran, relais: Relais):
    ecran.attendre_le_travailleur()
    relais.panne("html", fois=None)
    noter(ecran, CAF, LOGEMENT)
    expect(ecran.etat).to_contain_text("2 en attente, gardées sur la tablette")
    # Nor does it change the page: what opens is what the tablet keeps.
    ecran.ouvrir()
    expect(ecran.etat).to_contain_text("2 en attente, gardées sur la tablette")
    assert ecran.en_attente() == 2
    assert {un.panne for un in relais.passages(LOTS)} == {"html"}
    relais.reparer()
    ecran.relancer()
    ecran.attendre_l_envoi()
    assert lues() == attendues(CAF, LOGEMENT)


def test_26_a_connection_that_hangs_is_aborted_and_never_blocks_the_screen(
    ecran: Ecran, relais: Relais
):
    """The twenty seconds the page gives are asked for, then made shorter for the test."""
    ecran.page.evaluate(ABREGER, 1_500)
    relais.panne("muette", LOTS)
    noter(ecran, CAF)
    relais.attendre(lambda un: un.panne == "muette")
    noter(ecran, LOGEMENT)
    expect(ecran.etat).to_contain_text("2 en attente, envoi en cours…")
    ecran.attendre_l_envoi()
    assert set(ecran.page.evaluate("window.delais")) == {20_000}
    assert lues() == attendues(CAF, LOGEMENT)


def test_26_a_server_that_says_nothing_at_the_start_lets_the_page_open(
    ecran: Ecran, relais: Relais
):
    ecran.attendre_le_travailleur()
    ecran.page.add_init_script(f"({ABREGER})(500)")
    relais.panne("muette", fois=None)
    ecran.page.reload()
    dire(ecran, SEJOUR)
    ecran.enregistrer()
    expect(ecran.etat).to_contain_text("1 en attente, gardée sur la tablette")
    ecran.page.locator("body[data-pret]").wait_for(state="attached")
    relais.reparer()
    ecran.relancer()
    ecran.attendre_l_envoi()
    assert lues() == attendues(SEJOUR)
