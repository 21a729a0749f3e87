"""Open redirections: an address of ours never leads elsewhere."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests.adresses import adresse, lue
from tests.fabriques import MOT_DE_PASSE
from tests.personnes import Personne
from tests.test_murs import MURS

Objets = dict[str, dict[str, Any]]
AILLEURS = "ailleurs.test"
PIEGES = [
    f"https://{AILLEURS}/",
    f"//{AILLEURS}/",
    f"/\\{AILLEURS}/",
    f"\\\\{AILLEURS}/",
    f"https:{AILLEURS}",
    f"///{AILLEURS}/",
    f"http:///{AILLEURS}",
    f"\t//{AILLEURS}/",
    f"/\t/{AILLEURS}/",
    f"//testserver@{AILLEURS}/",
    "javascript:alert(1)",
    "data:text/html,x",
]
MOTS = ("next", "retour", "vers", "suite", "url", "redirect", "return_to")
MENE = re.compile(r"""(?:href|action|src|formaction)\s*=\s*["']([^"']*)["']""")


def sort(ou: str) -> bool:
    """Whether a browser that follows this would leave."""
    lu = re.sub(r"[\t\r\n]", "", ou.strip()).replace("\\", "/")
    morceaux = urlsplit(lu)
    return (
        lu.startswith("//")
        or morceaux.scheme in {"javascript", "data"}
        or (morceaux.netloc or "testserver") != "testserver"
        or (morceaux.scheme in {"http", "https"} and not morceaux.netloc)
    )


def fuites(reponse: Any) -> list[str]:
    mene = [reponse.headers.get("Location", "")]
    if not reponse.streaming and "html" in reponse.headers.get("Content-Type", ""):
        mene += [un for un in MENE.findall(reponse.content.decode()) if AILLEURS in un]
    return [un for un in mene if un and sort(un)]


@pytest.mark.parametrize("ou", PIEGES)
def test_what_a_browser_takes_for_elsewhere_is_seen_by_these_tests(ou: str):
    assert sort(ou)
    assert not sort("/compte/?next=https://ailleurs.test/")


@pytest.mark.parametrize("piege", PIEGES)
def test_one_who_signs_in_stays_here(piege: str, mediation: Personne):
    client = Client()
    saisie = {"login": mediation.utilisateur.email, "password": MOT_DE_PASSE, "next": piege}
    assert not fuites(client.get("/compte/connexion/", {"next": piege}))
    reponse = client.post("/compte/connexion/", saisie)
    assert reponse.status_code == 302
    assert not fuites(reponse)


@pytest.mark.parametrize("piege", PIEGES)
@pytest.mark.parametrize(
    "ou", ["/compte/deconnexion/", "/compte/confirmer/", "/equipe/courante/", "/admin/login/"]
)
def test_no_gesture_of_an_account_leads_elsewhere(ou: str, piege: str, coordination: Personne):
    saisie = dict.fromkeys(MOTS, piege) | {"password": MOT_DE_PASSE}
    assert not fuites(coordination.get(ou, dict.fromkeys(MOTS, piege)))
    assert not fuites(coordination.post(ou, saisie))


@pytest.mark.parametrize(
    "piege", [PIEGES[0], *(pytest.param(un, marks=pytest.mark.complet) for un in PIEGES[1:3])]
)
def test_no_page_leads_elsewhere_because_it_was_asked_to(
    piege: str, objets: Objets, coordination: Personne
):
    trouvees = {
        nom: sortis
        for nom in MURS
        if (
            sortis := fuites(
                lue(coordination.get(adresse(nom, objets), dict.fromkeys(MOTS, piege)))
            )
        )
    }
    assert not trouvees


@pytest.mark.parametrize("piege", PIEGES)
def test_coming_back_to_the_directory_stays_here(
    piege: str, objets: Objets, coordination: Personne
):
    ou = adresse("annuaire:exact", objets)
    assert not fuites(coordination.post(ou, dict.fromkeys(MOTS, piege)))


@pytest.mark.parametrize(
    "chemin", ["//ailleurs.test/", "/\\ailleurs.test", "//ailleurs.test/sorties"]
)
def test_a_path_with_two_slashes_is_no_address(chemin: str, db: None):
    """A missing slash is added by Django: never to something that leads elsewhere."""
    reponse = Client().get("/", PATH_INFO=chemin)
    assert not fuites(reponse)
