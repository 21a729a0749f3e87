import pytest
from django.urls import reverse

from medlove.models import Metier
from tests.fabriques import AppartenanceFactory

ADRESSE = "/equipe/"


def test_the_coordination_reads_names_roles_and_states(coordination, mediation, equipe):
    AppartenanceFactory(equipe=equipe, utilisateur__nom="Partie", is_active=False)
    invitee = AppartenanceFactory(equipe=equipe, utilisateur__nom="Nouvelle")
    invitee.utilisateur.set_unusable_password()
    invitee.utilisateur.save()
    page = coordination.get(ADRESSE).content.decode()
    assert "Alice" in page
    assert "Médiation" in page
    assert "Ne fait plus partie de l’équipe" in page
    assert "Invitation en attente" in page


def test_a_mediator_reads_names_and_metiers_only(mediation, equipe):
    AppartenanceFactory(
        equipe=equipe, utilisateur__nom="Zoé", metier=Metier.BENEVOLE, role="pilotage"
    )
    AppartenanceFactory(equipe=equipe, utilisateur__nom="Partie", is_active=False)
    reponse = mediation.get(ADRESSE)
    corps = reponse.content.decode().partition("<main")[2]
    assert "Zoé" in corps
    assert "Bénévole" in corps
    assert "Pilotage" not in corps
    assert "Partie" not in corps
    assert reverse("equipe:inviter") not in corps


def test_nothing_of_another_equipe_shows(coordination, etrangere):
    assert "Estelle" not in coordination.get(ADRESSE).content.decode()


@pytest.mark.parametrize("nombre", [10, 20])
def test_the_number_of_queries_does_not_depend_on_the_members(
    coordination, equipe, nombre: int, django_assert_num_queries
):
    AppartenanceFactory.create_batch(nombre, equipe=equipe)
    with django_assert_num_queries(4):  # session, account, équipes of the account, members
        coordination.get(ADRESSE)
