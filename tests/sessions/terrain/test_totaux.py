"""GET /api/v1/sorties/<uuid>/totaux/: what all tablets counted."""

from uuid import uuid4

import pytest

from sessions.models import Sortie
from tests.fabriques import BilanFactory, HalteFactory, PassagesFactory, RencontreFactory
from tests.sessions.terrain.envois import Tablette


def adresse(sortie: object) -> str:
    return f"/api/v1/sorties/{getattr(sortie, 'pk', sortie)}/totaux/"


@pytest.fixture
def comptee(tablette: Tablette) -> Sortie:
    """Three rencontres; two tablets counted at the halte, one at another."""
    for _ in range(3):
        RencontreFactory(sortie=tablette.sortie)
    PassagesFactory(halte=tablette.halte, passages=5, refus=1)
    PassagesFactory(halte=tablette.halte, passages=2, refus=0)
    PassagesFactory(halte=HalteFactory(sortie=tablette.sortie), passages=4, refus=2)
    PassagesFactory(halte=HalteFactory(sortie__equipe=tablette.equipe), passages=90, refus=90)
    return tablette.sortie


def test_totals_are_those_of_all_tablets(tablette: Tablette, comptee: Sortie):
    comptes = tablette.client.get(adresse(comptee)).json()
    assert comptes == {
        "rencontres": 3,
        "passages": 11,
        "refus": 3,
        "bilan": False,
        "par_tablette": [{"nom": "Le site", "rencontres": 3, "passages": 11, "refus": 3}],
    }


def test_a_sortie_without_anything_counts_zero(tablette: Tablette):
    comptes = tablette.client.get(adresse(tablette.sortie)).json()
    assert comptes == {
        "rencontres": 0,
        "passages": 0,
        "refus": 0,
        "bilan": False,
        "par_tablette": [],
    }


def test_what_each_device_counted_is_told_apart_and_never_who(tablette: Tablette):
    seconde = Tablette(tablette.equipe)
    seconde.sortie, seconde.halte = tablette.sortie, tablette.halte
    RencontreFactory(sortie=tablette.sortie)
    comptees = {"halte": str(tablette.halte.pk), "passages": 7, "refus": 2}
    premiere = tablette.rencontre()
    tablette.envoyer(premiere, tablette.rencontre(), tablette.element("passages", comptees))
    mendee = seconde.rencontre(premiere["id"], remplace=premiere["empreinte"], genre="masculin")
    seconde.envoyer(seconde.rencontre(), mendee)
    reponse = tablette.client.get(adresse(tablette.sortie))
    par_tablette = reponse.json()["par_tablette"]
    tablettes = [(un["nom"], un["rencontres"], un["passages"], un["refus"]) for un in par_tablette]
    assert sorted(tablettes[:2]) == [
        ("Tablette du vélo", 1, 0, 0),
        ("Tablette du vélo", 2, 7, 2),
    ]
    assert tablettes[2:] == [("Le site", 1, 0, 0)]
    assert tablette.auteur.nom not in reponse.content.decode()
    assert str(tablette.auteur.pk) not in reponse.content.decode()


def test_it_says_that_the_sortie_has_its_bilan(tablette: Tablette):
    BilanFactory(sortie=tablette.sortie)
    assert tablette.client.get(adresse(tablette.sortie)).json()["bilan"] is True


@pytest.mark.parametrize(
    ("qui", "status"),
    [
        ("mediation", 200),
        ("coequipiere", 200),
        ("coordination", 200),
        ("pilotage", 403),
        ("administration", 403),
        ("etrangere", 404),
        ("anonyme", 401),
    ],
)
def test_who_may_ask(qui: str, status: int, comptee: Sortie, request: pytest.FixtureRequest):
    reponse = request.getfixturevalue(qui).get(adresse(comptee))
    assert reponse.status_code == status
    assert reponse["Content-Type"] == "application/json"


def test_an_unknown_sortie_gets_the_same_answer_as_one_of_another_équipe(
    tablette: Tablette, ailleurs: Tablette
):
    inconnue = tablette.client.get(adresse(uuid4()))
    la_leur = tablette.client.get(adresse(ailleurs.sortie))
    assert inconnue.status_code == la_leur.status_code == 404
    assert inconnue.content == la_leur.content


def test_it_costs_five_queries(
    tablette: Tablette, comptee: Sortie, django_assert_num_queries: object
):
    tablette.client.get(adresse(comptee))
    with django_assert_num_queries(5):  # type: ignore[operator]
        tablette.client.get(adresse(comptee))
