"""Session fixation: the key that somebody put in a browser opens nothing once its owner is in."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from medlove.equipe.invitations import chemin_pour
from medlove.models import Utilisateur
from tests.fabriques import MOT_DE_PASSE, AppartenanceFactory, UtilisateurFactory
from tests.personnes import Personne

TEMOIN = settings.SESSION_COOKIE_NAME
NOUVEAU = "une autre phrase de passe"


@pytest.fixture
def alice(db: None) -> Utilisateur:
    return AppartenanceFactory(utilisateur__email="alice@exemple.test").utilisateur


def par_mot_de_passe(client: Client, qui: Utilisateur) -> None:
    client.post("/compte/connexion/", {"login": qui.email, "password": MOT_DE_PASSE})


def par_invitation(client: Client, qui: Utilisateur) -> None:
    qui.set_unusable_password()
    qui.save()
    client.post(chemin_pour(qui), {"password1": NOUVEAU, "password2": NOUVEAU})


@pytest.mark.parametrize("entrer", [par_mot_de_passe, par_invitation])
def test_signing_in_changes_the_key_and_the_old_one_opens_nothing(
    entrer: Callable[[Client, Utilisateur], None], alice: Utilisateur
):
    client, voleur = Client(), Client()
    session = client.session  # an anonymous one, known to the thief
    session["x"] = 1
    session.save()
    connue = session.session_key
    client.cookies[TEMOIN] = voleur.cookies[TEMOIN] = connue
    entrer(client, alice)
    assert client.get("/").status_code == 200
    assert client.cookies[TEMOIN].value != connue
    assert voleur.get("/").status_code == 302
    assert not Session.objects.filter(session_key=connue).exists()


def test_a_key_made_up_by_the_visitor_is_never_taken(alice: Utilisateur):
    client = Client()
    client.cookies[TEMOIN] = "a" * 32
    par_mot_de_passe(client, alice)
    assert client.cookies[TEMOIN].value != "a" * 32
    assert not Session.objects.filter(session_key="a" * 32).exists()


def test_signing_in_changes_the_csrf_token_too(alice: Utilisateur):
    client = Client()
    client.get("/compte/connexion/")
    avant = client.cookies["csrftoken"].value
    par_mot_de_passe(client, alice)
    assert client.cookies["csrftoken"].value != avant


def test_signing_in_as_somebody_else_keeps_nothing_of_the_one_before(
    coordination: Personne, alice: Utilisateur
):
    session = coordination.session
    session["equipe"] = session["import_de_partenaires"] = "de la précédente"
    session.save()
    coordination.post("/compte/deconnexion/")
    par_mot_de_passe(coordination, alice)
    assert "import_de_partenaires" not in coordination.session


def test_leaving_ends_the_session_in_the_base(mediation: Personne):
    cle = mediation.cookies[TEMOIN].value
    mediation.post("/compte/deconnexion/")
    assert not Session.objects.filter(session_key=cle).exists()
    voleur = Client()
    voleur.cookies[TEMOIN] = cle
    assert voleur.get("/").status_code == 302


def test_another_password_ends_the_other_sessions(mediation: Personne):
    ailleurs = Personne(mediation.utilisateur)
    saisie = {"oldpassword": MOT_DE_PASSE, "password1": NOUVEAU, "password2": NOUVEAU}
    mediation.post("/compte/mot-de-passe/", saisie)
    assert mediation.get("/").status_code == 200
    assert ailleurs.get("/").status_code == 302


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(alice: Utilisateur):
    client = Client()
    par_mot_de_passe(client, alice)
    temoin = client.cookies[TEMOIN]
    assert temoin["httponly"]
    assert temoin["samesite"] == "Lax"
    assert temoin["path"] == "/"
    assert not temoin["domain"]


def test_a_session_without_account_opens_nothing(db: None):
    ferme = Personne(UtilisateurFactory(is_active=False))
    assert ferme.get("/").status_code == 302
