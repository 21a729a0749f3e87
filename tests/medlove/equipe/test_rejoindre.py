"""An account that exists is asked, by its address, before another équipe opens to it."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from medlove.equipe import services
from medlove.equipe.invitations import chemin_d_entree
from medlove.models import Appartenance, Equipe, Journal, Role
from tests.fabriques import MOT_DE_PASSE
from tests.personnes import Personne

PERDU = "Ce lien d’invitation n’est plus valable"


@pytest.fixture
def invitee(etrangere: Personne, equipe: Equipe) -> Appartenance:
    """The coordinator of another équipe, invited here to mediate."""
    utilisateur = etrangere.utilisateur
    return services.inviter(equipe, email=utilisateur.email, nom="", role=Role.MEDIATION)


@pytest.fixture
def lien(invitee: Appartenance) -> str:
    return chemin_d_entree(invitee)


def equipes(personne: Personne) -> set[str]:
    return {une.equipe.slug for une in personne.get("/").wsgi_request.appartenances}


def perdu(personne: Personne, lien: str) -> bool:
    reponse = personne.get(lien)
    return reponse.status_code == 404 and PERDU in reponse.content.decode()


def test_an_account_opened_in_the_name_of_another_enters_no_equipe_that_invites_it(
    client, etrangere, coordination, equipe, mailoutbox
):
    """Whoever holds its password is not who reads its mail."""
    prete = services.inviter(
        etrangere.get("/").wsgi_request.equipe,
        email="nadia@exemple.test",
        nom="Nadia",
        role=Role.MEDIATION,
    )
    services.accepter(prete.utilisateur, MOT_DE_PASSE)
    usurpee = Personne(prete.utilisateur)
    coordination.post(
        reverse("equipe:inviter"),
        {"email": "nadia@exemple.test", "nom": "Nadia", "role": Role.COORDINATION},
    )
    assert equipes(usurpee) == {"ailleurs"}
    assert mailoutbox[-1].to == ["nadia@exemple.test"]
    assert "/equipe/rejoindre/" in mailoutbox[-1].body


def test_nothing_opens_before_the_yes_and_the_equipe_after_it(etrangere, invitee, lien, equipe):
    assert equipes(etrangere) == {"ailleurs"}
    page = etrangere.get(lien).content.decode()
    assert "Équipe d’ici vous invite" in page
    assert equipes(etrangere) == {"ailleurs"}
    assert etrangere.post(lien).url == reverse("accueil")
    assert equipes(etrangere) == {"ailleurs", "ici"}
    assert etrangere.get("/").wsgi_request.equipe == equipe
    assert Journal.objects.filter(action="membre.arrive", equipe=equipe).count() == 1


def test_who_waits_goes_out_with_nobody(invitee, equipe):
    assert not Appartenance.objects.de(equipe).sur_le_terrain().filter(pk=invitee.pk).exists()


def test_the_link_opens_with_the_invited_account_alone(mediation, client, lien, invitee):
    assert perdu(mediation, lien)
    assert mediation.post(lien).status_code == 404
    assert reverse("account_login") in client.get(lien).url
    invitee.refresh_from_db()
    assert invitee.a_accepter


def test_the_link_serves_once(etrangere, lien):
    etrangere.post(lien)
    assert perdu(etrangere, lien)


def test_the_link_lives_seven_days(etrangere, invitee):
    with time_machine.travel(datetime.datetime(2026, 9, 15, 12, tzinfo=datetime.UTC)) as horloge:
        lien = chemin_d_entree(invitee)
        horloge.shift(datetime.timedelta(days=7, hours=1))
        neuve = Personne(invitee.utilisateur)
        assert perdu(neuve, lien)
        assert not perdu(neuve, chemin_d_entree(invitee))


def test_the_link_of_somebody_taken_out_is_lost(etrangere, invitee, lien):
    services.desactiver(invitee)
    assert perdu(etrangere, lien)


def test_taken_out_then_back_she_is_still_asked(etrangere, invitee):
    services.desactiver(invitee)
    services.reactiver(invitee)
    assert equipes(etrangere) == {"ailleurs"}


def test_a_link_altered_is_lost(etrangere, lien):
    assert perdu(etrangere, f"{lien[:-3]}x/")


def test_the_coordination_sees_that_she_is_awaited_and_has_the_link(coordination, invitee):
    page = coordination.get(
        reverse("equipe:membre", args=[invitee.utilisateur_id])
    ).content.decode()
    assert "Invitation en attente" in page
    assert "/equipe/rejoindre/" in page
    assert "/equipe/invitation/" not in page
    assert "Téléphone perdu" not in page  # whether she proves twice who she is stays hers
