"""Where the product is served: off line needs HTTPS, or this very machine."""

import pytest
from django.test import RequestFactory

from medlove.hotes import contexte_sur, est_local


@pytest.mark.parametrize("hote", ["localhost", "127.0.0.1", "127.1.2.3", "[::1]", "::1"])
def test_this_very_machine_is_local(hote: str):
    assert est_local(hote)


@pytest.mark.parametrize(
    "hote", ["", "*", "medlove.exemple.test", "localhost.exemple.test", "192.168.1.20", "[fe80::1]"]
)
def test_everything_else_is_not(hote: str):
    assert not est_local(hote)


@pytest.mark.parametrize(
    ("hote", "chiffre", "sur"),
    [
        ("medlove.exemple.test", True, True),
        ("medlove.exemple.test", False, False),
        ("192.168.1.20:8000", False, False),
        ("localhost:8000", False, True),
        ("127.0.0.1", False, True),
        ("[::1]:8000", False, True),
    ],
)
def test_a_browser_works_off_line_over_https_or_here(hote: str, chiffre: bool, sur: bool, settings):
    settings.ALLOWED_HOSTS = ["*"]
    requete = RequestFactory().get("/", secure=chiffre, headers={"Host": hote})
    assert contexte_sur(requete) is sur


def test_the_word_of_a_trusted_proxy_is_taken_and_of_nobody_else(settings):
    settings.ALLOWED_HOSTS = ["*"]
    requete = RequestFactory().get("/", headers={"X-Forwarded-Proto": "https", "Host": "a.test"})
    assert not contexte_sur(requete)
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert contexte_sur(requete)
