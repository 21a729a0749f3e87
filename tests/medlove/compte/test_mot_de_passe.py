import re

import pytest

from medlove.equipe.invitations import chemin_pour
from tests.fabriques import MOT_DE_PASSE, UtilisateurFactory

OUBLIE = "/compte/mot-de-passe/oublie/"
NOUVEAU = "une autre phrase de passe"


def test_one_changes_one_s_own_password(mediation):
    saisie = {"oldpassword": MOT_DE_PASSE, "password1": NOUVEAU, "password2": NOUVEAU}
    page = mediation.post("/compte/mot-de-passe/", saisie, follow=True).content.decode()
    assert "Votre mot de passe est changé." in page
    mediation.utilisateur.refresh_from_db()
    assert mediation.utilisateur.check_password(NOUVEAU)


def test_the_current_password_is_asked_for(mediation):
    saisie = {"oldpassword": "faux", "password1": NOUVEAU, "password2": NOUVEAU}
    page = mediation.post("/compte/mot-de-passe/", saisie).content.decode()
    assert "Ce n’est pas votre mot de passe actuel." in page


def test_a_short_password_is_refused(mediation):
    saisie = {"oldpassword": MOT_DE_PASSE, "password1": "court", "password2": "court"}
    assert mediation.post("/compte/mot-de-passe/", saisie).context["form"].errors["password1"]


def test_a_forgotten_password_is_chosen_again_by_email(client, mediation, mailoutbox):
    client.post(OUBLIE, {"email": mediation.utilisateur.email})
    (courriel,) = mailoutbox
    assert courriel.subject == "Medlové\u202f: choisir un autre mot de passe"
    assert "Bonjour Alice" in courriel.body
    lien = re.search(r"http://testserver(\S+)", courriel.body)
    page = client.get(lien[1], follow=True)
    saisie = {"password1": NOUVEAU, "password2": NOUVEAU}
    fin = client.post(page.request["PATH_INFO"], saisie, follow=True)
    assert "Votre mot de passe est changé" in fin.content.decode()
    mediation.utilisateur.refresh_from_db()
    assert mediation.utilisateur.check_password(NOUVEAU)
    assert "Ce lien n’est plus valable" in client.get(lien[1], follow=True).content.decode()


def test_an_unknown_address_gets_the_same_page_and_no_mail(client, db, mailoutbox):
    page = client.post(OUBLIE, {"email": "inconnue@exemple.test"}, follow=True).content.decode()
    assert "Regardez vos courriels" in page
    assert not mailoutbox


def test_a_closed_account_gets_no_mail(client, db, mailoutbox):
    ferme = UtilisateurFactory(is_active=False)
    client.post(OUBLIE, {"email": ferme.email})
    assert not mailoutbox


def test_nobody_changes_a_password_without_a_session(client, db):
    assert client.get("/compte/mot-de-passe/").status_code == 302
    assert client.get("/compte/mot-de-passe/choisir/").status_code == 302


@pytest.mark.parametrize(
    "refuse",
    ["onzecarac12", "q1w2e3r4t5y6", "123456789012345", "alice-martin-1", "alicemartin@exemple"],
)
def test_what_the_rules_said_before_typing_is_refused(client, equipe, refuse: str):
    """Too short, very common, digits only, near the name, near the address."""
    assert refuse != MOT_DE_PASSE
    invitee = UtilisateurFactory(nom="Alice Martin", email="alicemartin@exemple.test")
    invitee.set_unusable_password()
    invitee.save()
    lien = chemin_pour(invitee)
    page = client.get(lien).content.decode()
    assert "Douze caractères au moins" in page
    assert "ni proche de votre nom ou de votre adresse" in page
    reponse = client.post(lien, {"password1": refuse, "password2": refuse})
    assert reponse.context["form"].errors["password1"]
