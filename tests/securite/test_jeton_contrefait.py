"""CSRF: every address that writes, posted to from a page of somebody else."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.adresses import adresse, lue
from tests.client import ClientExigeant
from tests.personnes import Personne
from tests.securite.test_methodes import change, tout
from tests.test_murs import MURS

Objets = dict[str, dict[str, Any]]
# 405: this address is not written to. 401: the API, to whom has no session to be abused of.
REFUS = {401, 403, 405}
# What a partenaire posts proves itself by the secret of a card, never by a cookie.
PAR_SECRET = {"suite:page": 200, "suite:entrer": 404}


def sans_jeton(client: Client) -> Client:
    """The same browser, led by another site: it sends the cookies, and no token."""
    severe = ClientExigeant(enforce_csrf_checks=True)
    severe.cookies = client.cookies
    return severe


@pytest.mark.parametrize("qui", ["coordination", "administration", "anonyme"])
def test_no_address_takes_a_post_without_its_token(
    qui: str, objets: Objets, request: pytest.FixtureRequest
):
    client = sans_jeton(request.getfixturevalue(qui))
    avant = tout()
    codes = {nom: lue(client.post(adresse(nom, objets))).status_code for nom in MURS}
    assert {nom: code for nom, code in codes.items() if code not in REFUS} == PAR_SECRET
    assert sum(code == 403 for code in codes.values()) > 100
    assert not change(avant)


def test_the_administration_takes_no_post_without_its_token(administration: Personne):
    client = sans_jeton(administration)
    for modele in ("utilisateur", "equipe", "appartenance"):
        assert client.post(reverse(f"admin:medlove_{modele}_add")).status_code == 403


@pytest.mark.parametrize("origine", ["https://ailleurs.test", "null", "http://testserver.ailleurs"])
def test_a_token_sent_by_another_site_is_not_taken(origine: str, coordination: Personne):
    client = sans_jeton(coordination)
    jeton = client.get("/lieux/nouveau/").context["csrf_token"]
    saisie = {"csrfmiddlewaretoken": str(jeton)}
    ici = client.post("/lieux/nouveau/", saisie, headers={"Origin": "http://testserver"})
    assert ici.status_code == 200  # the form again, with what it misses
    assert client.post("/lieux/nouveau/", saisie, headers={"Origin": origine}).status_code == 403


def test_the_token_of_a_device_is_no_cookie(coordination: Personne, objets: Objets):
    """A site cannot have a browser send it: it goes in a header, which a form cannot write."""
    client = sans_jeton(coordination)
    assert client.post(reverse("api:lots"), b"{}", content_type="text/plain").status_code == 403
