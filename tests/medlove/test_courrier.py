"""E-mails: through the relay that is named, or not at all."""

import smtplib
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import send_mail
from django.urls import reverse

from medlove.courrier import SansRelais, relais

PAR_RELAIS = "medlove.courrier.ParRelais"


@pytest.fixture(autouse=True)
def comme_installe(settings):
    """As on a server; the tests themselves keep e-mails in memory."""
    settings.EMAIL_BACKEND = PAR_RELAIS
    settings.MEDLOVE_EMAIL_RELAIS = {}
    settings.DEBUG = False


@pytest.mark.parametrize(
    ("adresse", "attendu"),
    [
        ("smtp://moi:mot@relais.example", ("relais.example", 587, True, False)),
        ("smtps://moi:mot@relais.example", ("relais.example", 465, False, True)),
        ("smtp://moi:mot@relais.example:2587", ("relais.example", 2587, True, False)),
        ("local://localhost", ("localhost", 25, False, False)),
    ],
)
def test_an_address_says_where_and_how(adresse: str, attendu: tuple[Any, ...]):
    lu = relais(adresse)
    assert (lu["host"], lu["port"], lu["use_tls"], lu["use_ssl"]) == attendu


def test_a_password_may_hold_anything_once_escaped():
    lu = relais("smtp://moi%40exemple.fr:m%3At%2F@relais.example")
    assert (lu["username"], lu["password"]) == ("moi@exemple.fr", "m:t/")


@pytest.mark.parametrize(
    "adresse",
    ["relais.example", "http://relais.example", "smtp://", "smtp://hote:port", "smtp://["],
)
def test_what_is_no_relay_stops_the_start_in_one_sentence_without_its_password(adresse: str):
    with pytest.raises(ImproperlyConfigured, match=r"^MEDLOVE_EMAIL_RELAIS n’est pas") as refus:
        relais(adresse)
    assert adresse not in str(refus.value).replace("smtp://compte", "")


def test_without_a_relay_nothing_leaves_and_nothing_is_written(capfd):
    with pytest.raises(SansRelais):
        send_mail("Un lien", "https://medlove.example/secret/", None, ["une@exemple.test"])
    assert "secret" not in "".join(capfd.readouterr())


def test_while_developing_it_shows_in_the_terminal(settings, capfd):
    settings.DEBUG = True
    assert send_mail("Un lien", "https://medlove.example/a/", None, ["une@exemple.test"]) == 1
    assert "https://medlove.example/a/" in capfd.readouterr().out


@pytest.mark.django_db
def test_whoever_invites_is_told_that_nothing_left(coordination):
    une = {"nom": "Sacha", "email": "sacha@exemple.test", "role": "mediation", "metier": ""}
    page = coordination.post(reverse("equipe:inviter"), une, follow=True).content.decode()
    assert "le courriel n’est pas parti" in page
    assert "/equipe/invitation/" in page


def test_the_relay_is_spoken_to_encrypted_with_its_account(settings, monkeypatch):
    vus: list[Any] = []

    class Relais:
        def __init__(self, hote: str, port: int, **options: Any) -> None:
            vus.append((hote, port))

        def starttls(self, **options: Any) -> None:
            vus.append("chiffré")

        def login(self, compte: str, mot: str) -> None:
            vus.append((compte, mot))

        def sendmail(self, de: str, vers: list[str], message: bytes) -> None:
            vus.append(vers)

        def quit(self) -> None:
            vus.append("fini")

    monkeypatch.setattr(smtplib, "SMTP", Relais)
    settings.MEDLOVE_EMAIL_RELAIS = relais("smtp://moi:mot@relais.example")
    assert send_mail("Un lien", "à suivre", None, ["une@exemple.test"]) == 1
    partis = [("relais.example", 587), "chiffré", ("moi", "mot"), ["une@exemple.test"], "fini"]
    assert vus == partis
