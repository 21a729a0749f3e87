import smtplib

import pytest
from django.urls import reverse

from medlove.models import Appartenance, Journal, Role, Utilisateur
from tests.fabriques import AppartenanceFactory

ADRESSE = "/equipe/inviter/"
SAISIE = {"nom": "Nadia", "email": "Nadia@Exemple.test", "role": "mediation", "metier": "benevole"}


def test_an_invitation_opens_an_account_without_password(coordination, equipe, mailoutbox):
    reponse = coordination.post(ADRESSE, SAISIE)
    nadia = Utilisateur.objects.get(email="nadia@exemple.test")
    assert not nadia.has_usable_password()
    appartenance = nadia.appartenances.get()
    assert (appartenance.equipe, appartenance.role, appartenance.metier) == (
        equipe,
        Role.MEDIATION,
        "benevole",
    )
    assert reponse.url == reverse("equipe:membre", args=[nadia.pk])


def test_the_link_is_shown_to_the_coordinator_and_sent(coordination, mailoutbox):
    page = coordination.post(ADRESSE, SAISIE, follow=True).content.decode()
    assert "/equipe/invitation/" in page
    (courriel,) = mailoutbox
    assert courriel.to == ["nadia@exemple.test"]
    assert "/equipe/invitation/" in courriel.body
    assert "&" not in courriel.body


def test_an_account_of_another_equipe_is_asked_and_nothing_else_of_it_changes(
    coordination, etrangere, mailoutbox
):
    estelle = etrangere.utilisateur
    saisie = SAISIE | {"email": estelle.email, "nom": "Autre nom", "role": "pilotage"}
    page = coordination.post(ADRESSE, saisie, follow=True).content.decode()
    estelle.refresh_from_db()
    assert estelle.nom == "Estelle"
    assert estelle.has_usable_password()
    assert estelle.appartenances.count() == 2
    assert estelle.appartenances.get(a_accepter=True).role == "pilotage"
    assert "d’ailleurs" not in page
    assert "/equipe/invitation/" not in page
    assert "/equipe/invitation/" not in mailoutbox[0].body


def test_the_link_of_an_account_invited_elsewhere_goes_by_email_only(
    coordination, autre_equipe, mailoutbox
):
    ailleurs = AppartenanceFactory(equipe=autre_equipe, role=Role.COORDINATION)
    ailleurs.utilisateur.set_unusable_password()
    ailleurs.utilisateur.save()
    saisie = SAISIE | {"email": ailleurs.utilisateur.email}
    page = coordination.post(ADRESSE, saisie, follow=True).content.decode()
    assert "/equipe/invitation/" not in page
    assert "/equipe/invitation/" in mailoutbox[0].body


def test_a_member_is_not_invited_twice(coordination, mediation):
    saisie = SAISIE | {"email": mediation.utilisateur.email}
    page = coordination.post(ADRESSE, saisie).content.decode()
    assert "Cette personne fait déjà partie de l’équipe." in page
    assert Appartenance.objects.filter(utilisateur=mediation.utilisateur).count() == 1


@pytest.mark.parametrize("manque", ["nom", "email", "role"])
def test_a_missing_value_is_asked_for(coordination, manque: str):
    reponse = coordination.post(ADRESSE, SAISIE | {manque: ""})
    assert reponse.context["form"].errors[manque]
    assert not Utilisateur.objects.filter(nom="Nadia").exists()


def test_a_mail_server_that_refuses_undoes_nothing(coordination, monkeypatch):
    def refuser(*args: object, **kwargs: object) -> None:
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr("medlove.equipe.courriels.send_mail", refuser)
    page = coordination.post(ADRESSE, SAISIE, follow=True).content.decode()
    assert "le courriel n’est pas parti" in page
    assert "/equipe/invitation/" in page


def test_an_invitation_is_a_line_of_the_journal(coordination, equipe):
    coordination.post(ADRESSE, SAISIE)
    ligne = Journal.objects.get(action="membre.invite")
    assert ligne.acteur == coordination.utilisateur.pk
    assert ligne.equipe == equipe
    assert ligne.detail["role"] == "mediation"
