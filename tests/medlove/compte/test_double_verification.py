"""A second code at each login: from its activation to the day the phone is lost."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.test import Client

from tests.fabriques import MOT_DE_PASSE
from tests.personnes import Personne

ACTIVER = "/compte/application/activer/"


def code(secret: str) -> str:
    """That of this half minute: the one before is accepted too, but a slow browser may hand it in
    once it no longer is."""
    _, maintenant, _ = auth.yield_hotp_counters_from_time()
    return auth.format_hotp_value(auth.hotp_value(secret, maintenant))


@pytest.fixture
def confirmee(mediation) -> Personne:
    mediation.post("/compte/confirmer/?next=/compte/", {"password": MOT_DE_PASSE})
    return mediation


@pytest.fixture
def protegee(confirmee) -> Personne:
    secret = confirmee.get(ACTIVER).context["form"].secret
    confirmee.post(ACTIVER, {"code": code(secret)})
    return confirmee


def types(personne: Personne) -> set[str]:
    authentificateurs = Authenticator.objects.filter(user=personne.utilisateur)
    return set(authentificateurs.values_list("type", flat=True))


def test_the_password_is_asked_for_again_before_activation(mediation):
    assert mediation.get(ACTIVER).url.startswith("/compte/confirmer/?next=")
    page = mediation.post("/compte/confirmer/", {"password": "faux"}).content.decode()
    assert "Ce n’est pas votre mot de passe." in page


def test_activation_gives_recovery_codes_that_are_shown_once(protegee):
    assert types(protegee) == {"totp", "recovery_codes"}
    codes = protegee.get("/compte/codes/").context["unused_codes"]
    assert len(codes) == 10
    apres = protegee.get("/compte/codes/").content.decode()
    assert not [un for un in codes if un in apres]
    assert "ne se montrent qu’une fois" in apres


def test_the_page_of_the_codes_can_be_printed(protegee):
    assert "data-imprimer" in protegee.get("/compte/codes/").content.decode()


def test_a_wrong_code_activates_nothing(confirmee):
    confirmee.get(ACTIVER)
    assert "Ce code n’est pas le bon" in confirmee.post(ACTIVER, {"code": "0"}).content.decode()
    assert types(confirmee) == set()


def entrer(client: Client, personne: Personne) -> None:
    saisie = {"login": personne.utilisateur.email, "password": MOT_DE_PASSE}
    assert client.post("/compte/connexion/", saisie).url == "/compte/connexion/code/"


def test_the_password_alone_does_not_open(client, protegee):
    entrer(client, protegee)
    assert client.get("/").status_code == 302
    assert "Encore un code" in client.get("/compte/connexion/code/").content.decode()


def test_a_recovery_code_opens_once(client, protegee):
    secours = protegee.get("/compte/codes/").context["unused_codes"][0]
    entrer(client, protegee)
    assert client.post("/compte/connexion/code/", {"code": secours}).url == "/"
    client.post("/compte/deconnexion/")
    entrer(client, protegee)
    page = client.post("/compte/connexion/code/", {"code": secours}).content.decode()
    assert "Ce code n’est pas le bon" in page


def test_one_may_give_up_at_the_code(client, protegee):
    entrer(client, protegee)
    client.post("/compte/deconnexion/")
    assert client.get("/compte/connexion/code/").url == "/compte/connexion/"


def test_new_codes_replace_the_old_ones(protegee):
    anciens = protegee.get("/compte/codes/").context["unused_codes"]
    protegee.post("/compte/codes/nouveaux/")
    assert protegee.get("/compte/codes/").context["unused_codes"] != anciens


def test_it_can_be_taken_away(protegee):
    assert "Retirer" in protegee.get("/compte/application/retirer/").content.decode()
    protegee.post("/compte/application/retirer/")
    assert types(protegee) == set()


def test_the_account_page_says_where_one_stands(mediation, client):
    assert "Non activée" in mediation.get("/compte/").content.decode()
    assert client.get("/compte/").status_code == 302


def test_the_account_page_counts_the_codes_left(protegee):
    assert "10 codes peuvent encore servir" in protegee.get("/compte/").content.decode()


def test_a_code_confirms_as_well_as_the_password(protegee):
    assert "Confirmer avec un code" in protegee.get("/compte/confirmer/").content.decode()
    page = protegee.get("/compte/confirmer/code/").content.decode()
    assert "Confirmer avec le mot de passe" in page
