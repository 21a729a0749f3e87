"""Figures come from the database: as many queries for sixty rencontres as for six hundred."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.saison import semer
from medlove.models import Equipe
from sessions.periodes import Periode
from tests.personnes import Personne

ANNEE = "trimestre=2026"
ADRESSES = [
    f"/carte/?{ANNEE}&besoin=droits",
    f"/statistiques/?{ANNEE}",
    f"/carte/export/?{ANNEE}&format=geojson",
    f"/statistiques/export/?{ANNEE}&format=xlsx",
    f"/rencontres/export/?{ANNEE}&format=ods",
]


def requetes(personne: Personne, adresse: str) -> int:
    with CaptureQueriesContext(connection) as lues:
        assert personne.get(adresse).status_code == 200
    return len(lues)


@pytest.fixture
def bornes() -> Periode:
    return Periode.lire("2026-T1", "2026-T3")


def test_it_takes_as_many_queries_for_60_rencontres_as_for_600(
    coordination: Personne,
    etrangere: Personne,
    equipe: Equipe,
    autre_equipe: Equipe,
    bornes: Periode,
) -> None:
    semer(equipe, 60, bornes)
    semer(autre_equipe, 600, bornes, graine=2)

    for adresse in ADRESSES:
        assert requetes(coordination, adresse) == requetes(etrangere, adresse), adresse
