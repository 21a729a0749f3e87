"""Somebody leaves the tablet, somebody takes it: a record belongs to who told it."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from sessions.models import Rencontre
from tests.epreuve.relais import Relais
from tests.navigateur.ecran_terrain import Ecran, connecter
from tests.navigateur.pannes.gestes import CAF, LOGEMENT, LOTS, SEJOUR, attendues, lues, noter
from tests.personnes import Personne

pytestmark = pytest.mark.django_db(transaction=True)


def auteurs() -> dict[str, str]:
    """Who told of each besoin."""
    return {un.besoins.get().categorie.code: un.auteur.nom for un in Rencontre.objects.all()}


def test_14_a_session_expired_and_a_csrf_token_rotated_leave_what_waits_as_it_is(
    ecran: Ecran, mediation: Personne, origine: str
):
    Session.objects.all().delete()
    noter(ecran, CAF)
    expect(ecran.etat).to_contain_text("1 en attente, gardée sur la tablette : se reconnecter")
    assert (ecran.en_attente(), lues()) == (1, [])
    mediation.force_login(mediation.utilisateur)
    connecter(ecran.page, mediation, origine)
    ecran.page.context.clear_cookies(name="csrftoken")
    ecran.ouvrir().attendre_l_envoi()
    assert lues() == attendues(CAF)


def test_15_logging_out_is_allowed_what_waits_stays_its_author_s_and_it_is_said(
    ecran: Ecran, relais: Relais, mediation: Personne, origine: str
):
    relais.panne("refusee", LOTS, fois=None)
    noter(ecran, CAF)
    expect(ecran.etat).to_contain_text("1 en attente, gardée sur la tablette")
    ecran.page.goto("/")
    ecran.page.get_by_role("button", name="Se déconnecter").click()
    expect(ecran.page).to_have_url(f"{origine}/compte/connexion/")
    relais.reparer()
    ecran.ouvrir()
    expect(ecran.etat).to_contain_text(
        "1 en attente, gardée sur la tablette : se reconnecter pour envoyer"
    )
    assert ecran.en_attente() == 1
    mediation.force_login(mediation.utilisateur)
    connecter(ecran.page, mediation, origine)
    ecran.ouvrir().attendre_l_envoi()
    assert lues() == attendues(CAF)
    assert auteurs() == {CAF.besoin: "Alice"}


def test_16_another_mediator_takes_the_tablet_and_what_waits_is_sent_as_whose_it_is(
    ecran: Ecran, relais: Relais, coequipiere: Personne, origine: str
):
    relais.panne("refusee", LOTS, fois=None)
    noter(ecran, CAF)
    connecter(ecran.page, coequipiere, origine)
    ecran.ouvrir()
    expect(ecran.page.locator("[data-ouvre=equipage]")).to_contain_text("Bérénice")
    noter(ecran, LOGEMENT)
    assert ecran.en_attente() == 2
    relais.reparer()
    ecran.relancer()
    ecran.attendre_l_envoi()
    assert lues() == attendues(CAF, LOGEMENT)
    assert auteurs() == {CAF.besoin: "Alice", LOGEMENT.besoin: "Bérénice"}


def test_17_a_change_of_mediator_during_a_slow_flush_leaves_each_record_its_author(
    ecran: Ecran, relais: Relais, coequipiere: Personne
):
    ecran.ouvrir()  # the list of the members now holds them both
    relais.panne("lente", LOTS)
    noter(ecran, CAF)
    relais.attendre(lambda un: un.panne == "lente" and un.statut)
    noter(ecran, LOGEMENT)
    ecran.choisir_qui_note(coequipiere)
    noter(ecran, SEJOUR)
    relais.lacher()
    ecran.attendre_l_envoi()
    assert lues() == attendues(CAF, LOGEMENT, SEJOUR)
    assert auteurs() == {
        CAF.besoin: "Alice",
        LOGEMENT.besoin: "Alice",
        SEJOUR.besoin: "Bérénice",
    }
