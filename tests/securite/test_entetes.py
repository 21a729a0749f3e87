"""What every answer says to the browser: what may run, who may frame it, who may keep it."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.adresses import adresse, lue
from tests.personnes import Personne
from tests.test_murs import MURS

Objets = dict[str, dict[str, Any]]

# Where a browser may keep what it was given, and why: pictures that we encoded and games to print,
# asked for again at each page and told of nobody; published figures, the same for everybody.
GARDEES = {
    "cahiers:image": "private, max-age=3600",
    "outils:a_imprimer": "private, max-age=600",
    "outils:photo": "private, max-age=600",
    "publications:accueil": "public",
    "publications:domaine": "public",
    "publications:fichier": "public",
    "publications:periode": "public",
}
ATTENDUS = {
    "X-Frame-Options": {"DENY"},
    "X-Content-Type-Options": {"nosniff"},
    "Referrer-Policy": {"same-origin", "no-referrer"},
    "Cross-Origin-Opener-Policy": {"same-origin"},
    "Cross-Origin-Resource-Policy": {"same-origin"},
}
SERREES = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


def manques(nom: str, reponse: Any) -> list[str]:
    """What an answer does not say, or says badly."""
    entetes = reponse.headers
    fautes = [
        f"{nom}: {entete} = {entetes.get(entete)}"
        for entete, permis in ATTENDUS.items()
        if entetes.get(entete) not in permis
    ]
    politique = dict(
        un.strip().partition(" ")[::2]
        for un in entetes.get("Content-Security-Policy", "").split(";")
    )
    fautes += [f"{nom}: CSP {un}" for un, dit in SERREES.items() if politique.get(un) != dit]
    fautes += [f"{nom}: CSP {un}" for un in politique.items() if "unsafe" in un[1]]
    if "geolocation=()" not in entetes.get("Permissions-Policy", ""):
        fautes.append(f"{nom}: Permissions-Policy")
    gardee = entetes.get("Cache-Control", "")
    if "no-store" not in gardee and (nom not in GARDEES or GARDEES[nom] not in gardee):
        fautes.append(f"{nom}: Cache-Control = {gardee}")
    return fautes


@pytest.mark.parametrize("qui", ["coordination", "anonyme"])
def test_every_answer_says_what_may_run_who_may_frame_it_and_that_nobody_keeps_it(
    qui: str, objets: Objets, request: pytest.FixtureRequest
):
    client = request.getfixturevalue(qui)
    fautes = [une for nom in MURS for une in manques(nom, lue(client.get(adresse(nom, objets))))]
    assert not fautes


def test_an_answer_that_is_a_refusal_says_it_too(anonyme: Client, mediation: Personne):
    refus = {
        "404": mediation.get("/nulle-part/"),
        "403": mediation.get("/appareils/"),
        "405": mediation.put("/sorties/"),
    }
    assert {nom: str(un.status_code) for nom, un in refus.items()} == {nom: nom for nom in refus}
    for nom in ("404", "403"):
        assert not manques(nom, refus[nom])
    assert refus["405"]["X-Content-Type-Options"] == "nosniff"
    assert refus["405"]["Cache-Control"] == "private, no-store"


def test_no_file_is_taken_for_another_kind(objets: Objets, coordination: Personne):
    """Each says what it is, and a file that somebody sent is never shown in a page of ours."""
    photo = lue(coordination.get(adresse("outils:photo", objets)))
    envoye = lue(coordination.get(adresse("outils:a_imprimer", objets)))
    edition = lue(coordination.get(adresse("editions:pdf", objets)))
    assert photo["Content-Type"] in {"image/jpeg", "image/png"}
    for fichier in (envoye, edition):
        assert fichier["Content-Type"] == "application/pdf"
        assert re.match("attachment", fichier["Content-Disposition"])
