"""A member has lost the phone that holds the second factor."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.urls import reverse

from medlove.models import Journal, Role
from tests.fabriques import AppartenanceFactory, UtilisateurFactory, doubler
from tests.personnes import Personne

ACTIVER = "/compte/application/activer/"


@pytest.fixture
def collegue(equipe) -> Personne:
    """Coordinates too."""
    appartenance = AppartenanceFactory(
        equipe=equipe, role=Role.COORDINATION, utilisateur__email="collegue@exemple.test"
    )
    return Personne(appartenance.utilisateur)


def adresse(personne: Personne) -> str:
    return reverse("equipe:retirer_double", args=[personne.utilisateur.pk])


def doublee(personne: Personne) -> bool:
    return Authenticator.objects.filter(user=personne.utilisateur).exists()


def test_another_coordinator_takes_it_away(coordination, collegue, mailoutbox):
    page = coordination.get(adresse(collegue)).content.decode()
    assert "de vive voix" in page
    coordination.post(adresse(collegue))
    assert not doublee(collegue)
    assert collegue.get("/").url.startswith("/compte/connexion/")
    ligne = Journal.objects.get(action="membre.double_verification_retiree")
    assert (ligne.acteur, ligne.objet) == (
        coordination.utilisateur.pk,
        f"compte:{collegue.utilisateur.pk}",
    )
    (courriel,) = mailoutbox
    assert courriel.to == ["collegue@exemple.test"]
    assert courriel.subject == "Medlové\u202f: votre double vérification est retirée"


def test_the_member_must_set_it_up_again_before_any_page(coordination, collegue):
    coordination.post(adresse(collegue))
    collegue.utilisateur.refresh_from_db()
    assert Personne(collegue.utilisateur).get("/").url == ACTIVER


def test_nobody_takes_away_their_own(coordination):
    page = coordination.post(adresse(coordination), follow=True).content.decode()
    assert "ne se retire pas ainsi" in page
    assert doublee(coordination)


@pytest.mark.parametrize("plus", ["administre", "sort ailleurs", "est partie", "est invitée"])
def test_an_account_that_opens_something_else_than_the_equipe_is_for_the_administration(
    coordination, collegue, autre_equipe, plus: str
):
    siennes = collegue.utilisateur.appartenances
    if plus == "administre":
        collegue.utilisateur.is_staff = True
        collegue.utilisateur.save()
    elif plus == "sort ailleurs":
        AppartenanceFactory(utilisateur=collegue.utilisateur, equipe=autre_equipe)
    else:
        siennes.update(is_active=plus != "est partie", a_accepter=plus == "est invitée")
    page = coordination.post(adresse(collegue), follow=True).content.decode()
    assert "c’est à l’administration" in page
    assert doublee(collegue)


@pytest.mark.parametrize(
    ("qui", "attendu"), [("mediation", 403), ("pilotage", 403), ("etrangere", 404)]
)
def test_nobody_else_does(request, collegue, qui: str, attendu: int):
    personne: Personne = request.getfixturevalue(qui)
    assert personne.post(adresse(collegue)).status_code == attendu
    assert doublee(collegue)


def test_the_page_of_a_member_offers_it_when_there_is_one_to_take(
    coordination, collegue, mediation
):
    for personne, offert in [(collegue, True), (mediation, False), (coordination, False)]:
        page = coordination.get(reverse("equipe:membre", args=[personne.utilisateur.pk]))
        assert (adresse(personne) in page.content.decode()) is offert


def test_the_administrator_takes_it_away_but_not_their_own(administration, collegue, mailoutbox):
    saisie = {
        "action": "retirer_la_double_verification",
        "_selected_action": [collegue.utilisateur.pk, administration.utilisateur.pk],
    }
    administration.post(reverse("admin:medlove_utilisateur_changelist"), saisie)
    assert (doublee(collegue), doublee(administration)) == (False, True)
    action = "administration.double_verification_retiree"
    assert Journal.objects.get(action=action).objet == f"compte:{collegue.utilisateur.pk}"
    assert len(mailoutbox) == 1


def test_accounts_are_never_deleted_in_a_batch(administration, collegue):
    saisie = {
        "action": "delete_selected",
        "_selected_action": [collegue.utilisateur.pk],
        "post": "yes",
    }
    administration.post(reverse("admin:medlove_utilisateur_changelist"), saisie)
    collegue.utilisateur.refresh_from_db()


@pytest.mark.django_db
def test_the_only_administrator_is_helped_from_the_server(mailoutbox, capsys):
    seule = UtilisateurFactory(email="seule@exemple.test", is_staff=True)
    doubler(seule)
    call_command("retirer_double_verification", "Seule@exemple.test")
    assert not Authenticator.objects.filter(user=seule).exists()
    assert "seule@exemple.test" in capsys.readouterr().out
    assert Journal.objects.get().action == "compte.double_verification_retiree"
    assert len(mailoutbox) == 1


@pytest.mark.django_db
def test_the_command_says_when_nobody_has_that_address():
    with pytest.raises(CommandError, match="Aucun compte"):
        call_command("retirer_double_verification", "personne@exemple.test")
