"""Methods: two read, one writes, and the door is shut to all others."""

from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from tests.adresses import adresse, lue
from tests.personnes import Personne
from tests.test_murs import MURS, QUI

Objets = dict[str, dict[str, Any]]
# What a refusal may leave: that somebody came, was counted, or was refused.
TRACES = {"Session", "Connexion", "Compteur", "Journal", "DBTaskResult", "Authenticator"}
# POST says no as GET does, or that this address is not written to.
REFUS = {"302": {302, 401, 403, 405}, "401": {401, 403, 405}, "403": {403, 405}, "404": {404, 405}}


def tout() -> dict[str, list[Any]]:
    """Every row of the database, but the traces."""
    return {
        modele.__name__: sorted(map(repr, modele._base_manager.values_list()))
        for modele in apps.get_models()
        if modele._meta.managed and modele.__name__ not in TRACES
    }


def change(avant: dict[str, list[Any]]) -> list[str]:
    apres = tout()
    return [nom for nom in avant if avant[nom] != apres[nom]]


@pytest.mark.parametrize("methode", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
def test_no_address_answers_another_method(
    methode: str, objets: Objets, coordination: Personne, anonyme: Client
):
    avant = tout()
    for client in (coordination, anonyme):
        codes = {nom: client.generic(methode, adresse(nom, objets)).status_code for nom in MURS}
        assert set(codes.values()) == {405}, {n: c for n, c in codes.items() if c != 405}
    assert not change(avant)


@pytest.mark.parametrize("qui", ["coordination", "etrangere", "anonyme"])
def test_head_says_what_get_says_and_no_more(
    qui: str, objets: Objets, request: pytest.FixtureRequest
):
    client, rang = request.getfixturevalue(qui), QUI.index(qui)
    trous = {}
    for nom, codes in MURS.items():
        reponse = client.head(adresse(nom, objets))
        corps = b"".join(reponse.streaming_content) if reponse.streaming else reponse.content
        if str(reponse.status_code) not in {codes.split()[rang], "405"} or corps:
            trous[nom] = (reponse.status_code, corps[:40])
    assert not trous


@pytest.mark.parametrize(
    "qui", ["coequipiere", "pilotage", "etrangere", "administration", "anonyme"]
)
def test_whoever_may_not_read_an_address_does_not_write_to_it(
    qui: str, objets: Objets, request: pytest.FixtureRequest
):
    """Each address refused to a GET is refused to a POST, and not a row of the base changes."""
    client, rang = request.getfixturevalue(qui), QUI.index(qui)
    avant, trous = tout(), {}
    for nom, codes in MURS.items():
        code = codes.split()[rang]
        if (nom.startswith(("account_", "mfa_", "suite:"))) or code not in REFUS:
            continue
        reponse = lue(client.post(adresse(nom, objets), {"motif": "x", "role": "coordination"}))
        if reponse.status_code not in REFUS[code]:
            trous[nom] = reponse.status_code
    assert not trous
    assert not change(avant)


def test_what_is_only_written_to_finds_nothing_of_another_equipe(
    objets: Objets, etrangere: Personne
):
    """A POST-only address that names an object: it does not exist. The others act on one's own."""
    avant, trous = tout(), {}
    for nom, codes in MURS.items():
        ou = adresse(nom, objets)
        nomme = any(f"/{un.get('pk')}/" in ou for un in objets.values())
        if not nomme or codes.split()[QUI.index("etrangere")] != "405":
            continue
        if (code := lue(etrangere.post(ou)).status_code) not in {404, 405}:
            trous[nom] = code
    assert not trous
    assert not change(avant)


def test_reading_writes_nothing(objets: Objets, coordination: Personne):
    """A GET may be asked for by a picture of another site, or fetched in advance."""
    lue(coordination.get("/"))
    avant = tout()
    for nom in MURS:
        lue(coordination.get(adresse(nom, objets)))
    assert not change(avant)
