"""A member has left: what their tablet still holds is received, waits, and can be kept."""

import pytest
from django.urls import reverse

from medlove.equipe import services
from medlove.models import Role
from sessions.models import Reception, Rencontre
from tests.fabriques import AppartenanceFactory
from tests.personnes import Personne
from tests.sessions.terrain.a_corriger.pages import mender
from tests.sessions.terrain.envois import Tablette, poster


@pytest.fixture
def partie(tablette: Tablette, coordination: Personne) -> Tablette:
    """The tablet of somebody who is no longer in the équipe."""
    services.desactiver(tablette.auteur.appartenances.get(), par=coordination.utilisateur)
    return tablette


def test_what_waited_is_received_and_set_aside_for_the_coordination(partie: Tablette):
    attente = partie.rencontre()
    assert partie.verdicts(attente) == ["quarantaine"]
    assert str(Reception.objects.a_corriger().get().element) == attente["id"]
    assert not Rencontre.objects.exists()


def test_the_coordination_keeps_it_with_its_author(partie: Tablette, coordination: Personne):
    partie.envoyer(partie.rencontre())
    reception = Reception.objects.a_corriger().get()
    page = coordination.get(reverse("a_corriger:fiche", args=[reception.pk])).content.decode()
    assert "a quitté l’équipe" in page
    mender(coordination, reception)
    assert Rencontre.objects.get().auteur == partie.auteur


def test_back_in_the_equipe_the_next_ones_are_created(partie: Tablette, coordination: Personne):
    services.reactiver(partie.auteur.appartenances.get(), par=coordination.utilisateur)
    assert partie.verdicts(partie.rencontre()) == ["cree"]


def test_their_own_session_opens_the_api_no_more(partie: Tablette):
    client = Personne(partie.auteur)
    assert poster(client, partie.rencontre()).status_code in {401, 403}


@pytest.mark.parametrize("role", [Role.MEDIATION, Role.PILOTAGE])
def test_a_role_changed_under_way_counts_from_the_next_lot(
    tablette: Tablette, coordination: Personne, role: Role
):
    appartenance = tablette.auteur.appartenances.get()
    services.changer(appartenance, role=role, metier="", par=coordination.utilisateur)
    client = Personne(tablette.auteur)
    assert client.get("/api/v1/referentiel/").status_code == (403 if role == Role.PILOTAGE else 200)


def test_a_member_of_two_equipes_is_still_an_author_in_the_other(
    partie: Tablette, ailleurs: Tablette
):
    AppartenanceFactory(utilisateur=partie.auteur, equipe=ailleurs.equipe)
    ailleurs.auteur = partie.auteur
    assert ailleurs.verdicts(ailleurs.rencontre()) == ["cree"]
