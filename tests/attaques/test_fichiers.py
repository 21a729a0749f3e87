"""The files of a publication: what is hidden leaves no trace, in size, order or bytes."""

import csv
import json
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest

from medlove.models import Equipe
from sessions.models import CellulePubliee, Publication
from sessions.publication.catalogue import TOUTES
from sessions.publication.fichiers import fichiers
from sessions.publication.grille import mots
from tests.attaques import conftest as saisons
from tests.attaques.publications import Publications, publier
from tests.attaques.saisons import ANNEE, TRIMESTRES, Saison

pytestmark = pytest.mark.django_db
PETIT = "35238-2"  # nobody goes there in the seasons that are drawn
AILLEURS = "35047-1"

TABLES = {f"T{rang}.csv" for rang in range(1, 8)}


def _ecrire(publiees: Publications, equipe: Equipe) -> dict[str, bytes]:
    """The files of the year, made of its rows; nothing stays."""
    for periode in (ANNEE, *TRIMESTRES):
        publication = Publication.objects.create(
            equipe=equipe,
            slug=equipe.slug,
            nom=equipe.nom,
            licence="Licence Ouverte 2.0",
            periode=periode,
            taille=publiees.saison.taille.value,
            publiee_le=date(2026, 2, 1),
            empreinte_de_la_cle=saisons.moteur().empreinte,
            libelles=mots(),
            contours=[
                {"code": lieu, "nom": lieu, "polygones": []} for lieu in publiees.saison.territoires
            ],
        )
        CellulePubliee.objects.bulk_create(
            CellulePubliee(
                publication=publication,
                table=nom.cle.table,
                territoire=nom.cle.territoire,
                axe=nom.cle.axe,
                modalite=nom.cle.modalite,
                croisee=nom.cle.croisee,
                valeur=une.valeur,
            )
            for nom, une in publiees.cellules.items()
            if nom.periode == periode
        )
        if periode == ANNEE:
            annee = publication
    ecrits = fichiers(annee)
    CellulePubliee.objects.all()._raw_delete("default")
    Publication.objects.all()._raw_delete("default")
    return ecrits


def _saison(combien: int) -> Saison:
    """A season where so many people, among ten, were met in the small quartier."""
    saison = saisons.saison(saisons.MOYENNES, 1)
    deplaces = {fiche.identifiant: rang for rang, (_, fiche) in enumerate(saison.fiches[:10])}
    fiches = tuple(
        (
            trimestre,
            replace(fiche, territoire=PETIT if deplaces[fiche.identifiant] < combien else AILLEURS)
            if fiche.identifiant in deplaces
            else fiche,
        )
        for trimestre, fiche in saison.fiches
    )
    return replace(saison, fiches=fiches)


@pytest.fixture
def dix(equipe: Equipe) -> dict[str, bytes]:
    return _ecrire(publier(_saison(10), saisons.moteur()), equipe)


def test_nobody_and_ten_people_give_the_same_bytes(equipe: Equipe, dix: dict[str, bytes]) -> None:
    """So the same sizes, the same ETag, the same manifest."""
    for combien in (0, 1, 9):
        assert _ecrire(publier(_saison(combien), saisons.moteur()), equipe) == dix


def test_the_control_tells_them_apart(equipe: Equipe, dix: dict[str, bytes]) -> None:
    """Beyond the threshold the same move is seen: the comparison is not blind."""
    saison = _saison(10)
    beaucoup = replace(
        saison,
        fiches=tuple(
            (trimestre, replace(fiche, territoire=PETIT) if rang < 60 else fiche)
            for rang, (trimestre, fiche) in enumerate(saison.fiches)
        ),
    )
    assert _ecrire(publier(beaucoup, saisons.moteur()), equipe) != dix


def test_rows_are_in_the_order_of_codes_whatever_they_hold(dix: dict[str, bytes]) -> None:
    for nom, contenu in dix.items():
        if nom in TABLES:
            lignes = list(csv.reader(StringIO(contenu.decode())))[1:]
            cles = [ligne[:5] for ligne in lignes]
            assert cles == sorted(cles)


def test_a_hidden_row_says_only_that_it_is(dix: dict[str, bytes]) -> None:
    cachees = set()
    for nom, contenu in dix.items():
        if nom in TABLES:
            for ligne in csv.DictReader(StringIO(contenu.decode())):
                if ligne["statut"] == "masque":
                    cachees.add(ligne["valeur"])
                else:
                    assert ligne["statut"] == "publie"
                    assert nom == "T5.csv" or int(ligne["valeur"]) % 5 == 0
                    assert nom == "T5.csv" or int(ligne["valeur"]) >= 10
    assert cachees == {""}


def test_the_geojson_and_the_manifest_say_no_more(equipe: Equipe) -> None:
    publiees = publier(_saison(10), saisons.moteur())
    ecrits = _ecrire(publiees, equipe)
    petit = next(
        un["properties"]
        for un in json.loads(ecrits["territoires.geojson"])["features"]
        if un["id"] == PETIT
    )
    assert {valeur for nom, valeur in petit.items() if nom.startswith("T")} == {None}
    montrees = json.loads(ecrits["manifeste.json"])["cellules"]
    for table, comptees in montrees.items():
        siennes = [une for nom, une in publiees.cellules.items() if nom.cle.table == table]
        assert comptees["total"] == len(siennes)
        assert comptees["montrees"] == sum(une.valeur is not None for une in siennes)
    assert TOUTES.table in montrees
