"""What is open to everybody forgets who is asking."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from medlove.dehors import PREFIXES, sans_temoin


def rendre(adresse: str, *varie: str) -> HttpResponse:
    """Through the middleware, by a page that reads the cookie, sets one and varies."""

    def page(request: HttpRequest) -> HttpResponse:
        reponse = HttpResponse(request.COOKIES.get("temoin", "inconnue"))
        reponse.set_cookie("pose", "1")
        if varie:
            patch_vary_headers(reponse, varie)
        return reponse

    return sans_temoin(page)(RequestFactory().get(adresse, headers={"Cookie": "temoin=connue"}))


@pytest.mark.parametrize("prefixe", PREFIXES)
def test_outside_no_cookie_is_seen_nor_set(prefixe: str) -> None:
    reponse = rendre(f"{prefixe}ici/", "Cookie")
    assert reponse.content == b"inconnue"
    assert not reponse.cookies
    assert "Vary" not in reponse.headers


def test_outside_the_rest_of_vary_stays() -> None:
    assert rendre(f"{PREFIXES[0]}ici/", "Accept-Encoding", "Cookie")["Vary"] == "Accept-Encoding"


def test_inside_nothing_changes() -> None:
    reponse = rendre("/donnees/", "Cookie")
    assert reponse.content == b"connue"
    assert "pose" in reponse.cookies
    assert reponse["Vary"] == "Cookie"


def test_every_public_address_is_outside() -> None:
    publiques = ["publications:accueil", "editions:lire"]
    assert all(reverse(nom, args=["ici"]).startswith(PREFIXES) for nom in publiques)
