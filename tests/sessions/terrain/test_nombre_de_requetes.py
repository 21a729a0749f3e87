"""What a lot costs in queries: the same whatever its length, as long as it is valid."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sessions.empreinte import empreinte
from sessions.models import Rencontre
from tests.fabriques import PartenaireFactory
from tests.sessions.terrain.envois import Tablette, besoin

pytestmark = pytest.mark.deux_bases

# PostgreSQL takes several statements in one trip, and trips are what is counted there.
AU_PLUS = {
    "sqlite": {"usuel": 10, "cree": 16, "remplace": 34, "deja": 15},
    "postgresql": {"usuel": 6, "cree": 7, "remplace": 27, "deja": 12},
}


def rencontres(tablette: Tablette, combien: int) -> list[dict[str, Any]]:
    """Rencontres with all that can hang on one."""
    partenaire = str(PartenaireFactory(equipe=tablette.equipe).pk)
    return [
        tablette.rencontre(
            besoins=[un := besoin(exigences=["lire_et_ecrire"]), besoin(exigences=[])],
            orientations=[
                {
                    "id": str(uuid4()),
                    "besoin": un["id"],
                    "partenaire": partenaire,
                    "modalite": "carte_remise",
                }
            ],
            vecu=["fiere"],
            questions_posees=["exigences"],
            note="Contente d’avoir fini.",
        )
        for _ in range(combien)
    ]


def suites(tablette: Tablette, elements: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        tablette.rencontre(
            un["id"],
            **{**un["donnees"], "genre": "masculin", "edition": 2},
            remplace=un["empreinte"],
        )
        for un in elements
    ]


def requetes(tablette: Tablette, elements: list[dict[str, Any]], attendu: str) -> int:
    tablette.envoyer()  # the time of last contact is written once a minute
    with CaptureQueriesContext(connection) as capture:
        assert set(tablette.verdicts(*elements)) == {attendu}
    return len(capture)


@pytest.mark.parametrize("verdict", ["cree", "remplace", "deja"])
def test_a_lot_of_25_asks_as_many_queries_as_a_lot_of_5(tablette: Tablette, verdict: str):
    comptes = []
    for combien in (5, 25):
        elements = rencontres(tablette, combien)
        if verdict != "cree":
            tablette.envoyer(*elements)
        if verdict == "remplace":
            elements = suites(tablette, elements)
        comptes.append(requetes(tablette, elements, verdict))
    assert comptes[0] == comptes[1]
    assert comptes[1] <= AU_PLUS[connection.vendor][verdict]
    assert Rencontre.objects.count() == 30


def test_notes_rewritten_cost_the_same_whatever_their_number(tablette: Tablette):
    comptes = []
    for combien in (5, 25):
        elements = rencontres(tablette, combien)
        tablette.envoyer(*elements)
        recrites = suites(tablette, elements)
        for une in recrites:
            une["donnees"]["note"] = "Dit autrement."
            une["empreinte"] = empreinte(une["donnees"])
        comptes.append(requetes(tablette, recrites, "remplace"))
    assert comptes[0] == comptes[1]


def test_one_usual_rencontre_asks_few_queries(tablette: Tablette):
    compte = requetes(tablette, [tablette.rencontre()], "cree")
    assert compte <= AU_PLUS[connection.vendor]["usuel"]


def test_waiting_for_a_reference_costs_the_same_whatever_the_length(tablette: Tablette):
    comptes = [
        requetes(
            tablette,
            [tablette.rencontre(sortie=str(uuid4()), halte=...) for _ in range(combien)],
            "reessayer",
        )
        for combien in (5, 25)
    ]
    assert comptes[0] == comptes[1]
