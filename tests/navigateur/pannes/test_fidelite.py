"""What is sent is what was told: an edit is a new version, a double tap one record."""

import pytest
from playwright.sync_api import expect

from sessions.models import Rencontre
from tests.epreuve.relais import Relais
from tests.navigateur.ecran_terrain import Ecran
from tests.navigateur.pannes.gestes import (
    CAF,
    LOTS,
    attendues,
    dire,
    elements,
    lues,
    noter,
    verdicts,
)

pytestmark = pytest.mark.django_db(transaction=True)


def modifier(ecran: Ecran, reponse: str) -> None:
    """Mend the rencontre of today, by its answer."""
    notees = ecran.page.locator("[data-notees]")
    if not notees.get_by_role("button", name="Modifier").is_visible():
        notees.locator("summary").click()
    ecran.geste("modifier")
    ecran.puce(reponse)
    ecran.enregistrer()


def test_31_an_edit_while_sending_then_after_is_each_time_a_version_that_names_the_last(
    ecran: Ecran, relais: Relais
):
    relais.panne("lente", LOTS)
    noter(ecran, CAF)
    relais.attendre(lambda un: un.panne == "lente" and un.statut)
    modifier(ecran, "En partie")
    relais.lacher()
    ecran.attendre_l_envoi()
    modifier(ecran, "Orientée")
    ecran.attendre_l_envoi()
    lots = relais.passages(LOTS)
    versions = [elements(lot)[0] for lot in lots]
    assert [verdicts(lot) for lot in lots] == [["cree"], ["remplace"], ["remplace"]]
    assert [un["remplace"] for un in versions] == [None, *[un["empreinte"] for un in versions[:2]]]
    rencontre = Rencontre.objects.get()
    assert (rencontre.edition, rencontre.besoins.get().reponse) == (3, "orientation")


def test_32_a_double_tap_is_one_record_and_two_true_twins_are_two(ecran: Ecran, relais: Relais):
    dire(ecran, CAF)
    ecran.page.get_by_role("button", name="Enregistrer, puis suivante").dblclick()
    ecran.attendre_vierge()
    ecran.attendre_l_envoi()
    expect(ecran.page.locator("[data-message]")).to_be_empty()
    assert [len(elements(lot)) for lot in relais.passages(LOTS)] == [1]
    assert lues() == attendues(CAF)
    ecran.page.wait_for_timeout(900)  # longer than what is taken for the same tap
    noter(ecran, CAF)
    ecran.attendre_l_envoi()
    assert lues() == attendues(CAF, CAF)
