"""The directory as a file, the bike among its places."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from medlove.models import Journal
from territoires.annuaire.importation import importer_partenaires
from territoires.models import Partenaire
from tests.fabriques import HalteFactory, LieuFactory, PartenaireFactory, SortieFactory
from tests.lecture_seule import lecture_seule

EXPORTER, CSV, JSON = (f"/partenaires/exporter/{fin}" for fin in ("", "csv/", "json/"))


def lire(reponse) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(reponse.content.decode(), newline="")))


def test_nobody_is_sent_to_the_login_page(anonyme):
    for adresse in (EXPORTER, CSV, JSON):
        assert reverse("account_login") in anonyme.get(adresse).url


@pytest.mark.parametrize("qui", ["mediation", "coequipiere", "pilotage", "administration"])
def test_only_the_coordination_exports(request, qui: str):
    for adresse in (EXPORTER, CSV, JSON):
        assert request.getfixturevalue(qui).get(adresse).status_code == 403
    assert not Journal.objects.exists()


def test_a_stranger_gets_her_own(etrangere, equipe):
    PartenaireFactory(equipe=equipe)
    assert lire(etrangere.get(CSV)) == []
    assert json.loads(etrangere.get(JSON).content) == []
    assert "L’annuaire est vide" in etrangere.get(EXPORTER).content.decode()


def test_opening_the_page_writes_nothing(coordination, equipe):
    PartenaireFactory(equipe=equipe)
    with lecture_seule():
        assert "1 partenaire," in coordination.get(EXPORTER).content.decode()


def test_the_file_is_named_dated_and_told_to_the_journal(coordination, equipe):
    PartenaireFactory(equipe=equipe)
    reponse = coordination.get(CSV)
    assert reponse["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="partenaires-ici-20' in reponse["Content-Disposition"]
    ligne = Journal.objects.get(action="partenaires_exportes")
    assert (ligne.lignes, ligne.detail) == (1, {"forme": "csv"})


def test_one_out_of_service_stays_home(coordination, equipe):
    PartenaireFactory(equipe=equipe, is_active=False)
    assert lire(coordination.get(CSV)) == []


def test_what_is_ours_alone_is_not_in_it(coordination, equipe):
    PartenaireFactory(equipe=equipe, lien_sha256="c" * 64, motif_de_pause="canari", repere="canari")
    for adresse in (CSV, JSON):
        corps = coordination.get(adresse).content.decode()
        assert "c" * 64 not in corps
        assert "canari" not in corps


def test_the_bike_is_an_itinerant_place_where_it_stops_most(coordination, equipe):
    LieuFactory(equipe=equipe, nom="A jamais vu")
    souvent = LieuFactory(equipe=equipe, nom="Place de Zagreb")
    HalteFactory(sortie=SortieFactory(equipe=equipe), lieu=souvent)
    [velo] = lire(coordination.get(CSV))
    assert (velo["nom"], velo["itinerance"]) == (equipe.nom, "Itinérant")
    assert (velo["adresse"], velo["commune"], velo["id"]) == (
        "Place de Zagreb",
        "Rennes",
        str(equipe.pk),
    )
    assert "lieu itinérant" in coordination.get(EXPORTER).content.decode()


@pytest.mark.parametrize("adresse", [CSV, JSON])
def test_read_back_the_bike_is_no_partenaire(coordination, equipe, autre_equipe, adresse: str):
    LieuFactory(equipe=equipe)
    PartenaireFactory(equipe=equipe)
    octets = coordination.get(adresse).content
    plan = importer_partenaires(octets, equipe)
    assert list(plan.comptes.values()) == [0, 0, 1, 0]
    assert [(passe.nom, passe.motif) for passe in plan.passes] == [
        (equipe.nom, "la nôtre\u202f: laissée de côté")
    ]
    importer_partenaires(octets, autre_equipe)
    assert Partenaire.objects.de(autre_equipe).filter(nom=equipe.nom).exists()


def test_twenty_rows_cost_no_more_queries_than_ten(coordination, equipe):
    comptes = []
    for _ in range(2):
        PartenaireFactory.create_batch(10, equipe=equipe)
        with CaptureQueriesContext(connection) as requetes:
            coordination.get(CSV)
        comptes.append(len(requetes))
    assert comptes[0] == comptes[1]
