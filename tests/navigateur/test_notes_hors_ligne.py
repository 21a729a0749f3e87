"""A note checked without network: what checks it came with the page."""

import pytest
from playwright.sync_api import expect

from sessions.models import Rencontre
from tests.navigateur.ecran_terrain import Ecran
from tests.navigateur.test_notes import DIT, ecrire, geste, message

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def travailleur() -> bool:
    return True


def test_opened_without_network_it_marks_keeps_and_mends(ecran: Ecran, fautes: list[str]):
    ecran.attendre_le_travailleur()
    ecran.page.context.set_offline(True)
    ecran.ouvrir()
    panneau = ecrire(ecran, DIT)
    ecran.bouton("Enregistrer, puis suivante")
    expect(message(ecran)).to_contain_text("la réécrire à l’endroit marqué")
    geste(panneau, "Remplacer par").click()
    ecran.enregistrer()
    assert ecran.en_attente() >= 1
    ecran.page.context.set_offline(False)
    ecran.relancer()
    ecran.attendre_l_envoi()
    assert Rencontre.objects.get().note == "Une femme attend une lettre."
    fautes.clear()  # what was asked for without network
