"""The real layers, where they are: the official quartiers go in, the others are refused."""

import json
import os
from datetime import datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import shapely
from django.core.management import CommandError, call_command
from shapely.geometry import mapping, shape

from fixtures.dessiner_quartiers import FICHIER as SCHEMATIQUES
from territoires.horaires import Horaires
from territoires.importation.simplification import poids
from territoires.localisation import quartier_du_point
from territoires.models import Quartier
from tests.fabriques import LieuFactory

DOSSIER = os.environ.get("MEDLOVE_DONNEES")
OFFICIELS = "quartiers_rennes_officiels.geojson"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not DOSSIER, reason="MEDLOVE_DONNEES ne nomme pas le dossier des données réelles"
    ),
]


def chemin(fichier: str) -> Path:
    return Path(DOSSIER or "") / fichier


def importer(fichier: str | Path, **options: object) -> str:
    ecran = StringIO()
    call_command("importer_quartiers", str(chemin(str(fichier))), stdout=ecran, **options)
    return ecran.getvalue()


def officiels() -> dict[str, Any]:
    return json.loads(chemin(OFFICIELS).read_text(encoding="utf-8"))


def test_the_twelve_official_quartiers_go_in_and_a_second_run_changes_nothing():
    assert "créés\u202f: 12, modifiés\u202f: 0" in importer(OFFICIELS)
    avant = list(Quartier.objects.values())

    assert "créés\u202f: 0, modifiés\u202f: 0, inchangés\u202f: 12" in importer(OFFICIELS)
    assert list(Quartier.objects.values()) == avant


def test_areas_are_the_published_ones_within_two_in_ten_thousand():
    """The publisher measures on a plane (CC48), a little smaller than the ground."""
    importer(OFFICIELS)
    publiees = {
        un["properties"]["nuquart"]: un["properties"]["aire_geo"] for un in officiels()["features"]
    }

    for quartier in Quartier.objects.all():
        assert quartier.superficie_m2 == pytest.approx(publiees[quartier.numero], rel=2e-4)


def test_the_simplified_map_is_light_and_still_a_coverage():
    importer(OFFICIELS)
    simples = [quartier.contour_simplifie for quartier in Quartier.objects.all()]

    assert poids(simples) < 40_000
    assert shapely.coverage_is_valid([shape(simple) for simple in simples])


def test_each_label_finds_its_own_quartier():
    importer(OFFICIELS)
    quartiers = list(Quartier.objects.all())

    for quartier in quartiers:
        assert quartier_du_point(quartier.latitude, quartier.longitude, quartiers) == quartier


def test_official_outlines_replace_schematic_ones_and_nothing_is_lost():
    call_command("importer_quartiers", str(SCHEMATIQUES), verbosity=0)
    lieu = LieuFactory(
        quartier=Quartier.objects.de_cle("35238-11"),
        latitude=Decimal("48.085"),
        longitude=Decimal("-1.6589"),
    )

    assert "modifiés\u202f: 12" in importer(OFFICIELS)

    lieu.refresh_from_db()
    assert lieu.quartier.cle == "35238-11"
    assert not Quartier.objects.filter(schematique=True).exists()
    assert not Quartier.objects.exclude(alias=[]).exists()


def test_schematic_outlines_never_replace_official_ones():
    importer(OFFICIELS)

    with pytest.raises(CommandError, match="contours schématiques"):
        call_command("importer_quartiers", str(SCHEMATIQUES))


@pytest.mark.parametrize(
    ("fichier", "motif"),
    [
        ("iris_rennes.geojson", "IRIS"),
        ("communes_rennes_metropole.geojson", "numéro de quartier"),
        ("qpv_2015_ille_et_vilaine.geojson", "QPV"),
        ("rues_rennes_osm_2014.geojson", "numéro de quartier"),
        ("france_services_35_2021.geojson", "Polygon"),
    ],
)
def test_another_layer_is_refused_and_nothing_changes(fichier: str, motif: str):
    importer(OFFICIELS)
    avant = list(Quartier.objects.values())

    with pytest.raises(CommandError, match=motif):
        importer(fichier, code_insee="35238")

    assert list(Quartier.objects.values()) == avant


def test_iris_passed_off_as_quartiers_are_refused(tmp_path: Path):
    iris = json.loads(chemin("iris_rennes.geojson").read_text(encoding="utf-8"))
    for rang, un in enumerate(iris["features"], start=1):
        un["properties"] = {"code_insee": "35238", "numero": rang, "nom": f"Îlot {rang}"}
    deguise = tmp_path / "deguise.geojson"
    deguise.write_text(json.dumps(iris), encoding="utf-8")

    with pytest.raises(CommandError, match="compte 12 quartiers et ce fichier en contient 92"):
        importer(deguise)


def test_a_missing_quartier_is_seen(tmp_path: Path):
    incomplet = tmp_path / "incomplet.geojson"
    collection = officiels()
    collection["features"].pop()
    incomplet.write_text(json.dumps(collection), encoding="utf-8")

    with pytest.raises(CommandError, match="il en manque"):
        importer(incomplet)


def test_a_quartier_drawn_too_small_leaves_a_gap_that_is_seen(tmp_path: Path):
    """The gap opens on the country: it is no hole of the whole."""
    retreci = tmp_path / "retreci.geojson"
    collection = officiels()
    bord = next(un for un in collection["features"] if un["properties"]["nuquart"] == 2)
    bord["geometry"] = mapping(shape(bord["geometry"]).buffer(-0.0001))
    retreci.write_text(json.dumps(collection), encoding="utf-8")

    with pytest.raises(CommandError, match="ne coïncident pas"):
        importer(retreci)


@pytest.mark.parametrize("part", [0.2, 0.9])
def test_a_download_cut_short_is_refused(tmp_path: Path, part: float):
    octets = chemin(OFFICIELS).read_bytes()
    coupe = tmp_path / "coupe.geojson"
    coupe.write_bytes(octets[: int(len(octets) * part)])

    with pytest.raises(CommandError, match="tronqué"):
        importer(coupe)


def test_the_hours_of_the_687_places_are_told_in_words_and_never_raw():
    lieux = json.loads(chemin("lieux_mediation_numerique_687.json").read_text(encoding="utf-8"))
    textes = {lieu["horaires"].strip() for lieu in lieux if lieu.get("horaires")}
    instant = datetime(2026, 11, 27, 10, tzinfo=ZoneInfo("Europe/Paris"))
    lus = {texte: Horaires.lire(texte) for texte in textes}
    assert len(textes) > 500
    assert [texte for texte, horaires in lus.items() if horaires is None] == []
    for texte, horaires in lus.items():
        assert horaires
        semaine = " ".join(" ".join(ligne) for ligne in horaires.semaine(instant.date()))
        assert texte not in f"{horaires.phrase(instant)} {semaine}"
