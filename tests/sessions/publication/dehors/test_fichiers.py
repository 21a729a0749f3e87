"""The files: what each is, that they agree, and that they are the same bytes for ever."""

import csv
import io
import json
import re
import zipfile
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from sessions.models import Publication
from sessions.publication.dehors import lecture
from sessions.publication.descripteur import COLONNES_DITES, TITRES_DES_TABLES
from sessions.publication.fichiers import COLONNES, fichiers
from tests.fabriques import PublicationFactory
from tests.sessions.publication.dehors.conftest import ICI

pytestmark = pytest.mark.django_db

ANNEE = f"{ICI}2026/"
FINE = "\u202f"


def lignes(contenu: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(contenu.decode())))


@pytest.fixture
def servis(client, publiee) -> dict[str, bytes]:
    """By name, as they came to whoever asked."""
    noms = lecture.lire(publiee).fichiers
    reponses = {nom: client.get(f"{ANNEE}{nom}") for nom in noms}
    assert {une.status_code for une in reponses.values()} == {200}
    return {nom: une.content for nom, une in reponses.items()}


def test_they_are_those_of_the_publication(servis, publiee) -> None:
    assert {n: c for n, c in servis.items() if n != "tout.zip"} == fichiers(publiee)


def test_the_manifest_has_the_digest_of_each_and_so_has_its_etag(client, servis) -> None:
    manifeste = json.loads(servis["manifeste.json"])
    assert set(manifeste["fichiers"]) == set(servis) - {"manifeste.json", "tout.zip"}
    for nom, digest in manifeste["fichiers"].items():
        assert sha256(servis[nom]).hexdigest() == digest
        assert client.get(f"{ANNEE}{nom}")["ETag"] == f'"{digest}"'


def test_any_site_may_read_them_and_they_have_a_name(client, publiee) -> None:
    reponse = client.get(f"{ANNEE}T1.csv")
    assert reponse["Access-Control-Allow-Origin"] == "*"
    assert reponse["Content-Type"] == "text/csv; charset=utf-8"
    assert reponse["Content-Disposition"] == 'attachment; filename="ici-2026-T1.csv"'
    assert "Access-Control-Allow-Origin" not in client.get(ANNEE).headers


def test_the_archive_holds_the_others_and_no_date(servis) -> None:
    with zipfile.ZipFile(io.BytesIO(servis["tout.zip"])) as paquet:
        assert {un: paquet.read(un) for un in paquet.namelist()} == {
            nom: contenu for nom, contenu in servis.items() if nom != "tout.zip"
        }
        assert {un.date_time for un in paquet.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert paquet.namelist() == sorted(paquet.namelist())
    autres = {nom: contenu for nom, contenu in servis.items() if nom != "tout.zip"}
    assert lecture.archive(dict(reversed(autres.items()))) == servis["tout.zip"]


def test_the_package_describes_each_file_under_the_frictionless_norm(servis) -> None:
    paquet = json.loads(servis["datapackage.json"])
    assert paquet["licenses"][0]["name"] == "etalab-2.0"
    ressources = {une["path"]: une for une in paquet["resources"]}
    assert set(ressources) == set(servis) - {"tout.zip", "manifeste.json", "datapackage.json"}
    assert len({une["name"] for une in ressources.values()}) == len(ressources)
    for nom, une in ressources.items():
        assert une["bytes"] == len(servis[nom])
        assert une["hash"] == f"sha256:{sha256(servis[nom]).hexdigest()}"
        assert une["name"].replace("-", "").isalnum()
        assert une["name"] == une["name"].lower()
        if nom.endswith(".csv"):
            champs = [champ["name"] for champ in une["schema"]["fields"]]
            assert champs == servis[nom].decode().splitlines()[0].split(",")
            assert all(champ["description"] for champ in une["schema"]["fields"])


def test_a_licence_the_norm_does_not_know_keeps_its_words(publiee) -> None:
    publiee.licence = "Licence du quartier"
    paquet = json.loads(fichiers(publiee)["datapackage.json"])
    assert paquet["licenses"] == [{"name": "notspecified", "title": "Licence du quartier"}]


def test_every_code_of_the_tables_is_in_the_words(servis) -> None:
    dits = {(une["colonne"], une["axe"], une["code"]) for une in lignes(servis["libelles.csv"])}
    assert tuple(COLONNES_DITES) == COLONNES
    for nom in TITRES_DES_TABLES:
        for une in lignes(servis[f"{nom}.csv"]):
            assert ("territoire", "", une["territoire"]) in dits
            if une["axe"]:
                assert ("axe", "", une["axe"]) in dits
            if une["modalite"]:
                assert ("modalite", une["axe"], une["modalite"]) in dits
            if une["croisee"]:
                assert ("croisee", une["axe"], une["croisee"]) in dits


def test_the_style_is_of_a_column_of_the_map(servis) -> None:
    regles = list(ElementTree.fromstring(servis["territoires.qml"]).iter("rule"))
    assert [une.get("filter") for une in regles][:2] == ['"T1" IS NULL', '"T1" < 50']
    assert regles[0].get("label") == "< 11"
    carte = json.loads(servis["territoires.geojson"])
    assert all("T1" in une["properties"] for une in carte["features"])


class Tableaux(HTMLParser):
    """Title of each table, then its rows of texts."""

    def __init__(self) -> None:
        super().__init__()
        self.lus: dict[str, list[list[str]]] = {}
        self.titre, self.ou = "", ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.ou = tag
        if tag == "tr":
            self.lus[self.titre].append([])
        elif tag in {"td", "th"}:
            self.lus[self.titre][-1].append("")

    def handle_data(self, data: str) -> None:
        if self.ou == "caption" and data.strip():
            self.titre = data
            self.lus[data] = []
        elif self.ou in {"td", "th"} and data.strip():
            self.lus[self.titre][-1][-1] += data


def zones(page: str) -> set[str]:
    """What the map says of each territoire."""
    return {unescape(un) for un in re.findall(r"<path [^>]*><title>([^<]*)</title>", page)}


def test_rule_2_one_cell_has_one_value_everywhere(client, servis, publiee: Publication) -> None:
    tableaux = Tableaux()
    tableaux.feed(client.get(ANNEE).content.decode())
    rangs = {rang[0]: rang[1:] for rang in tableaux.lus["Besoins par quartier"]}
    carte = {une["id"]: une for une in json.loads(servis["territoires.geojson"])["features"]}
    noms = {"": "Toute la ville", **{un["code"]: un["nom"] for un in publiee.contours}}
    domaines = list(publiee.mots["domaine"])
    cellules = lignes(servis["T1.csv"])
    assert {une["statut"] for une in cellules if une["territoire"] and une["axe"]} == {
        "publie",
        "masque",
    }
    for une in cellules:
        lieu, domaine = noms[une["territoire"]], une["modalite"]
        lu = rangs[lieu][domaines.index(domaine) + 1 if domaine else 0]
        assert lu.replace(FINE, "") == (une["valeur"] or "<11")
        if une["territoire"]:
            cle = "_".join(mot for mot in ("T1", une["axe"], domaine) if mot)
            valeur = carte[une["territoire"]]["properties"][cle]
            assert valeur == (int(une["valeur"]) if une["valeur"] else None)
            page = client.get(f"{ANNEE}{domaine}/" if domaine else ANNEE).content.decode()
            dite = next(zone for zone in zones(page) if zone.startswith(lieu))
            assert f"{lu} rencontres{' portant' if domaine else '.'}" in dite


def test_the_words_stay_in_the_order_of_the_screen(publiee: Publication) -> None:
    from sessions.publication.grille import mots

    relue = Publication.objects.get(pk=publiee.pk)
    assert {axe: list(siens.items()) for axe, siens in relue.mots.items()} == {
        axe: list(siens.items()) for axe, siens in mots().items()
    }


def test_rule_4_both_databases_give_back_the_same_bytes(equipe) -> None:
    """Words out of the order of any alphabet, numbers as PostgreSQL might write them otherwise."""
    contour = [[[[-1.70, 48.1], [-1.6800000001, 48.10], [1e-7, 48.12], [-1.70, 48.1]]]]
    publication = PublicationFactory(
        equipe=equipe,
        contours=[{"polygones": contour, "nom": "Été", "code": "é-1"}],
        libelles={
            "domaine": [["zz", "Zz"], ["droits", "Droits"], ["a", "À"]],
            "sorte": [],
            "age": [["moins_25", "moins"], ["25", "plus"]],
        },
    )
    faits = fichiers(Publication.objects.get(pk=publication.pk))
    assert faits["territoires.geojson"].decode() == (
        '{"features":[{"geometry":{"coordinates":[[[[-1.7,48.1],[-1.6800000001,48.1],'
        '[1e-07,48.12],[-1.7,48.1]]]],"type":"MultiPolygon"},"id":"é-1","properties":'
        '{"code":"é-1","nom":"Été","periode":"2024"},"type":"Feature"}],'
        '"type":"FeatureCollection"}\n'
    )
    assert faits["libelles.csv"].decode().splitlines()[-7:] == [
        "modalite,age,moins_25,moins",
        "modalite,age,25,plus",
        "modalite,domaine,zz,Zz",
        "modalite,domaine,droits,Droits",
        "modalite,domaine,a,À",
        "territoire,,,Toute la ville",
        "territoire,,é-1,Été",
    ]
