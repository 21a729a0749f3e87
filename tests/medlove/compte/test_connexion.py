import pytest
from django.urls import NoReverseMatch, reverse

from tests.fabriques import MOT_DE_PASSE, UtilisateurFactory

ADRESSE = "/compte/connexion/"


def saisie(mot_de_passe: str = MOT_DE_PASSE) -> dict[str, str]:
    return {"login": "alice@exemple.test", "password": mot_de_passe}


@pytest.fixture
def alice(db):
    return UtilisateurFactory(nom="Alice", email="alice@exemple.test")


def test_the_address_and_the_password_open_the_session(client, alice):
    assert client.post(ADRESSE, saisie()).url == reverse("accueil")
    assert client.get("/").wsgi_request.user == alice


def test_the_address_may_be_written_with_capitals(client, alice):
    client.post(ADRESSE, saisie() | {"login": "Alice@Exemple.test"})
    assert client.get("/").wsgi_request.user == alice


def test_one_lands_where_one_was_going(client, alice):
    assert client.post(f"{ADRESSE}?next=/compte/", saisie()).url == "/compte/"


def test_one_is_never_sent_to_another_site(client, alice):
    reponse = client.post(f"{ADRESSE}?next=https://ailleurs.test/", saisie())
    assert reponse.url == reverse("accueil")


def test_a_wrong_password_and_an_unknown_address_get_the_same_sentence(client, alice):
    phrase = "L’adresse ou le mot de passe n’est pas le bon."
    assert phrase in client.post(ADRESSE, saisie("faux")).content.decode()
    inconnue = saisie() | {"login": "inconnue@exemple.test"}
    assert phrase in client.post(ADRESSE, inconnue).content.decode()


def test_a_closed_account_cannot_enter(client, alice):
    alice.is_active = False
    alice.save()
    page = client.post(ADRESSE, saisie(), follow=True).content.decode()
    assert "Ce compte est fermé" in page
    assert client.get("/").status_code == 302


def test_a_session_ends_with_the_account(mediation):
    mediation.utilisateur.is_active = False
    mediation.utilisateur.save()
    assert mediation.get("/").url.startswith(ADRESSE)


def test_five_wrong_passwords_close_the_door_for_a_while(client, alice):
    for _ in range(5):
        client.post(ADRESSE, saisie("faux"))
    assert "Trop d’essais" in client.post(ADRESSE, saisie()).content.decode()
    assert client.get("/").status_code == 302


def test_one_machine_that_insists_gets_the_page_429(client, db):
    for rang in range(30):
        client.post(ADRESSE, {"login": f"personne{rang}@exemple.test", "password": "faux"})
    reponse = client.post(ADRESSE, saisie())
    assert reponse.status_code == 429
    assert "Trop d’essais" in reponse.content.decode()


def test_leaving_is_a_post(mediation):
    assert mediation.get("/compte/deconnexion/").status_code == 405
    assert mediation.post("/compte/deconnexion/").url == ADRESSE
    assert mediation.get("/").status_code == 302


@pytest.mark.parametrize(
    "adresse", ["/compte/signup/", "/compte/inscription/", "/accounts/signup/"]
)
def test_nobody_can_sign_up(client, db, adresse: str):
    assert client.get(adresse).status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


def test_the_page_speaks_of_no_sign_up(client, db):
    page = client.get(ADRESSE).content.decode()
    assert "sur invitation" in page
    assert "Entrer comme" not in page
