"""Who may open which page of the members, whatever they ask."""

import pytest
from django.test import Client
from django.urls import reverse

from medlove.models import Appartenance
from tests.fabriques import AppartenanceFactory
from tests.personnes import Personne

LECTURE = ["liste"]
COORDINATION = ["inviter"]
SUR_UN_MEMBRE = ["membre", "desactiver", "reactiver"]
PERSONNES = ["mediation", "coequipiere", "coordination", "pilotage", "administration", "etrangere"]


@pytest.fixture
def visee(equipe) -> Appartenance:
    return AppartenanceFactory(equipe=equipe, utilisateur__nom="Visée")


def reponse_de(personne: Client, nom: str, visee: Appartenance) -> int:
    arguments = [visee.utilisateur_id] if nom in SUR_UN_MEMBRE else []
    adresse = reverse(f"equipe:{nom}", args=arguments)
    demande = personne.post if nom in {"desactiver", "reactiver"} else personne.get
    return demande(adresse).status_code


@pytest.mark.parametrize("nom", [*LECTURE, *COORDINATION, *SUR_UN_MEMBRE])
def test_nobody_is_sent_to_the_login_page(client, visee, nom: str):
    assert reponse_de(client, nom, visee) == 302


@pytest.mark.parametrize("nom", [*LECTURE, *COORDINATION, *SUR_UN_MEMBRE])
@pytest.mark.parametrize("qui", PERSONNES)
def test_each_person_gets_what_their_role_opens(request, visee, nom: str, qui: str):
    personne: Personne = request.getfixturevalue(qui)
    attendu = 403
    if nom in LECTURE and qui in {"mediation", "coequipiere", "coordination", "etrangere"}:
        attendu = 200
    if nom in COORDINATION and qui in {"coordination", "etrangere"}:
        attendu = 200
    if nom in SUR_UN_MEMBRE and qui == "coordination":
        attendu = 200 if nom == "membre" else 302
    if nom in SUR_UN_MEMBRE and qui == "etrangere":
        attendu = 404
    assert reponse_de(personne, nom, visee) == attendu


@pytest.mark.parametrize("geste", ["desactiver", "reactiver"])
def test_a_stranger_changes_nothing(etrangere, visee, geste: str):
    etrangere.post(reverse(f"equipe:{geste}", args=[visee.utilisateur_id]))
    visee.refresh_from_db()
    assert visee.is_active


@pytest.mark.parametrize("geste", ["desactiver", "reactiver"])
def test_a_change_is_never_a_get(coordination, visee, geste: str):
    assert (
        coordination.get(reverse(f"equipe:{geste}", args=[visee.utilisateur_id])).status_code == 405
    )
