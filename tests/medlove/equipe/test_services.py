import pytest
from django.core.exceptions import ValidationError

from medlove.equipe import services
from medlove.models import Equipe, Journal, Role
from tests.fabriques import AppartenanceFactory


@pytest.fixture
def seule(equipe):
    return AppartenanceFactory(equipe=equipe, role=Role.COORDINATION)


def test_two_coordinators_cannot_both_leave(seule, equipe):
    autre = AppartenanceFactory(equipe=equipe, role=Role.COORDINATION)
    services.desactiver(seule)
    with pytest.raises(ValidationError, match="coordination"):
        services.desactiver(autre)


def test_a_coordinator_whose_account_is_closed_does_not_count(seule, equipe):
    AppartenanceFactory(equipe=equipe, role=Role.COORDINATION, utilisateur__is_active=False)
    with pytest.raises(ValidationError):
        services.changer(seule, role=Role.PILOTAGE, metier="")


def test_a_coordinator_of_another_equipe_does_not_count(seule, autre_equipe):
    AppartenanceFactory(equipe=autre_equipe, role=Role.COORDINATION)
    with pytest.raises(ValidationError):
        services.desactiver(seule)


def test_the_last_coordinator_may_change_metier(seule):
    services.changer(seule, role=Role.COORDINATION, metier="benevole")
    seule.refresh_from_db()
    assert seule.metier == "benevole"


def test_a_refused_change_leaves_no_trace(seule):
    with pytest.raises(ValidationError):
        services.desactiver(seule)
    seule.refresh_from_db()
    assert seule.is_active
    assert not Journal.objects.exists()


@pytest.mark.django_db
def test_an_equipe_with_a_bad_coordinator_is_not_created():
    with pytest.raises(ValidationError):
        services.creer_equipe(
            nom="Ici", slug="ici", code_insee="35238", email="pas une adresse", nom_membre="X"
        )
    assert not Equipe.objects.exists()
    assert not Journal.objects.exists()
