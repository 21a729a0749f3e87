"""The real lists of places, where they are: in, in again, out, and back in."""

import os
from pathlib import Path
from typing import Any

import pytest

from medlove.models import Equipe
from territoires.annuaire.doubles import places_de, proposer
from territoires.annuaire.export import en_csv, en_json
from territoires.annuaire.importation import importer_partenaires
from territoires.importation.refus import FichierRefuse
from territoires.models import Partenaire

DOSSIER = os.environ.get("MEDLOVE_DONNEES")
NATIONAL, FRANCE_SERVICES = "lieux_mediation_numerique_687.json", "france_services_35_2021.geojson"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not DOSSIER, reason="MEDLOVE_DONNEES ne nomme pas le dossier des données réelles"
    ),
]


def importer(fichier: str, equipe: Equipe) -> list[int]:
    octets = (Path(DOSSIER or "") / fichier).read_bytes()
    return list(importer_partenaires(octets, equipe).comptes.values())


def rangees() -> list[dict[str, Any]]:
    return list(Partenaire.objects.order_by("pk").values())


def test_the_687_places_go_in_and_a_second_time_changes_nothing(equipe: Equipe):
    assert importer(NATIONAL, equipe) == [687, 0, 0, 0]
    avant = rangees()
    assert importer(NATIONAL, equipe) == [0, 0, 687, 0]
    assert rangees() == avant


@pytest.mark.parametrize("ecrire", [en_csv, en_json])
def test_exported_then_read_back_there_is_no_difference(equipe: Equipe, ecrire: Any):
    importer(NATIONAL, equipe)
    importer(FRANCE_SERVICES, equipe)
    avant = rangees()
    plan = importer_partenaires(ecrire(Partenaire.objects.all()).encode(), equipe)
    assert list(plan.comptes.values()) == [0, 0, 701, 0]
    assert not plan.retenus
    assert rangees() == avant
    assert importer(NATIONAL, equipe) == [0, 0, 687, 0]


def test_read_by_another_equipe_the_export_gives_it_the_same_places(
    equipe: Equipe, autre_equipe: Equipe
):
    importer(NATIONAL, equipe)
    octets = en_csv(Partenaire.objects.de(equipe)).encode()
    assert importer_partenaires(octets, autre_equipe).comptes["crees"] == 687


def test_the_hours_of_france_services_are_understood(equipe: Equipe):
    assert importer(FRANCE_SERVICES, equipe) == [14, 0, 0, 0]
    avec_horaires = Partenaire.objects.exclude(horaires="")
    assert avec_horaires.count() == 11
    assert all(un.ouvertures for un in avec_horaires)


def test_places_there_twice_are_proposed(equipe: Equipe):
    importer(NATIONAL, equipe)
    doubles = proposer(places_de(Partenaire.objects.de(equipe)))
    assert 8 <= len(doubles) < 100


@pytest.mark.parametrize(
    "fichier",
    [
        "quartiers_rennes_officiels.geojson",
        "qpv_2015_ille_et_vilaine.geojson",
        "rues_rennes_osm_2014.geojson",
        "cnfs_35_2022.json",
    ],
)
def test_another_list_is_refused(equipe: Equipe, fichier: str):
    with pytest.raises(FichierRefuse):
        importer(fichier, equipe)
    assert not Partenaire.objects.exists()
