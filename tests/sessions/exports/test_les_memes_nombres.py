"""Every figure on the map, in its table, in statistics, in the list and in each file is the same.

A season is walked over many choices; what is read for a print and in a file is what is read on
the screen, but for 1 to 4, « < 5 » there.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest

from bench.saison import semer
from medlove.models import Equipe
from sessions.models import Rencontre
from sessions.periodes import Periode
from sessions.statistiques.effectifs import Lecture, lire, milliers
from tests.personnes import Personne
from tests.sessions.exports.lecture import (
    FINE,
    Rangees,
    Tables,
    de_csv,
    de_geojson,
    de_ods,
    de_xlsx,
    sans_vides,
)

MOINS_DE_5 = Lecture.IMPRESSION.mention
T3 = "trimestre=2026-T3"
CHOIX = [
    T3,
    "trimestre=2026",
    "trimestre=2026-T1&jusqu_a=2026-T3",
    f"{T3}&besoin=droits",
    f"{T3}&besoin=famille-logement",
    f"{T3}&besoin=aides_prestations&mesure=nombre",
    f"{T3}&tranche_age=25_39",
    f"{T3}&genre=feminin&besoin=numerique",
    f"{T3}&quartier=35238-3",
    "du=2026-07-01&au=2026-08-15",
]
ANNEE = Periode(date(2026, 1, 1), date(2026, 9, 30))
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def saison(equipe: Equipe) -> Equipe:
    semer(equipe, 400, ANNEE, quartiers=5, par_sortie=6)
    return equipe


def html(personne: Personne, adresse: str) -> str:
    reponse = personne.get(adresse)
    assert reponse.status_code == 200, adresse
    return reponse.content.decode()


def fichier(personne: Personne, page: str, choix: str, forme: str) -> bytes:
    reponse = personne.get(f"{page}export/?{choix}&format={forme}")
    assert reponse.status_code == 200, (page, choix, forme)
    return reponse.content


def nombre(texte: str) -> int | None:
    nu = texte.replace(FINE, "")
    return int(nu) if nu.isdecimal() else None


def comme_imprime(texte: str) -> str:
    """What a count read on the screen is on paper."""
    lu = nombre(texte)
    return texte if lu is None else lire(lu, Lecture.IMPRESSION).texte


def comme_en_fichier(texte: str) -> str:
    """Thousands are apart for the eye only."""
    lu = nombre(texte)
    return texte if lu is None or milliers(lu) != texte else str(lu)


def en_fichier(rangees: Rangees) -> Rangees:
    """Without the first heading, which is of the page."""
    ecrites = [[une[0], *map(comme_en_fichier, une[1:])] for une in rangees]
    ecrites[0][0] = ""
    return sans_vides(ecrites)


def est_dans(attendues: Rangees, lues: Rangees) -> bool:
    """Whether these rows are there, one after the other."""
    longueur = len(attendues)
    return any(lues[rang : rang + longueur] == attendues for rang in range(len(lues)))


def sans_mentions(rangees: Rangees) -> Rangees:
    return [[une[0].partition(", ")[0], *une[1:]] for une in rangees]


Formes = Callable[[str], list[str]]
FORMES: dict[str, Callable[[bytes], Rangees]] = {
    "csv": de_csv,
    "xlsx": lambda octets: _a_la_suite(de_xlsx(octets)),
    "ods": lambda octets: _a_la_suite(de_ods(octets)),
}


def _a_la_suite(feuilles: dict[str, Rangees]) -> Rangees:
    """All sheets one after the other."""
    return [rangee for feuille in feuilles.values() for rangee in feuille]


@pytest.fixture
def formes(request: pytest.FixtureRequest) -> Formes:
    """The formats to read for a choice: one, in turn, so that each is read for each page; all
    of them with --complet. Every format is written from the same rows."""
    toutes = list(FORMES)
    if request.config.getoption("--complet"):
        return lambda choix: toutes
    return lambda choix: [toutes[CHOIX.index(choix) % len(toutes)]]


def classeurs(personne: Personne, page: str, choix: str, formes: list[str]) -> list[Rangees]:
    """The rows of each of these formats."""
    return [sans_vides(FORMES[forme](fichier(personne, page, choix, forme))) for forme in formes]


@pytest.mark.parametrize("choix", CHOIX)
def test_the_map_is_the_same_on_screen_on_paper_and_in_each_file(
    coordination: Personne, saison: Equipe, choix: str, formes: Formes
) -> None:
    ecran = html(coordination, f"/carte/?{choix}")
    papier = html(coordination, f"/carte/impression/?{choix}")
    [vue], [imprimee] = Tables(ecran).tables, Tables(papier).tables

    assert len(vue) > 2
    assert [len(une) for une in vue] == [len(une) for une in imprimee]
    entetes = vue[0]
    for montree, sur_papier in zip(vue[1:], imprimee[1:], strict=True):
        for colonne, une, autre in zip(entetes[1:], montree[1:], sur_papier[1:], strict=True):
            if colonne in {"Sorties", "Présence"}:
                assert une == autre
            elif nombre(une) is not None:
                assert autre == comme_imprime(une), (montree[0], colonne)
            elif not autre.startswith("masqué") and autre != "–":
                assert une == autre, (montree[0], colonne)
    for lues in classeurs(coordination, "/carte/", choix, formes(choix)):
        assert est_dans(en_fichier(imprimee), sans_mentions(lues))
    meme_dessin(papier, imprimee)
    meme_geojson(fichier(coordination, "/carte/", choix, "geojson"), imprimee)


def meme_dessin(papier: str, imprimee: Rangees) -> None:
    """What the labels of the drawing say is in the row of their quartier."""
    svg = re.search(r'<svg class="choroplethe".*?</svg>', papier, re.DOTALL)
    assert svg
    dites = [
        [mot for mot in un.itertext() if mot.strip()]
        for un in ElementTree.fromstring(svg[0]).iter(f"{SVG}text")
    ]
    valeurs = {nom: " ".join(suite) for nom, *suite in dites if suite}
    assert valeurs
    rangees = {une[0]: une[1:] for une in imprimee}
    for nom, valeur in valeurs.items():
        sienne = rangees.get(nom)
        if sienne and valeur not in {"–", "masqué"}:
            assert any(valeur.startswith(une) for une in sienne[:3]), (nom, valeur, sienne)


def meme_geojson(octets: bytes, imprimee: Rangees) -> None:
    collection, style = de_geojson(octets)
    entetes, *rangees = imprimee
    par_nom = {une["properties"]["quartier"]: une["properties"] for une in collection["features"]}
    assert collection["diffusion"] == "Interne, ne pas diffuser"
    assert set(par_nom) == {une[0] for une in rangees[:-1]}
    for nom, *textes in rangees[:-1]:
        lus = [str(par_nom[nom][colonne]) for colonne in entetes[1:]]
        assert lus == list(map(comme_en_fichier, textes)), nom
    apparences = {un.get("value") for un in style.iter("category")}
    assert {une["apparence"] for une in par_nom.values()} <= apparences


@pytest.mark.parametrize("choix", CHOIX)
def test_statistics_are_the_same_on_paper_and_in_each_file(
    coordination: Personne, saison: Equipe, choix: str, formes: Formes
) -> None:
    imprimees = Tables(html(coordination, f"/statistiques/impression/?{choix}")).tables
    assert len(imprimees) > 5
    for lues in classeurs(coordination, "/statistiques/", choix, formes(choix)):
        for une in imprimees:
            assert est_dans(en_fichier(une), lues), (choix, une[:2])


@pytest.mark.parametrize("choix", [un for un in CHOIX if "mesure" not in un])
def test_the_list_the_map_and_statistics_count_the_same_rencontres(
    coordination: Personne, saison: Equipe, choix: str, formes: Formes
) -> None:
    liste = re.search(r"([\d\u202f]+) rencontres?", html(coordination, f"/rencontres/?{choix}"))
    evolution = Tables(html(coordination, f"/statistiques/?{choix}")).tables[0]
    assert liste
    en_tout = nombre(liste[1])
    assert en_tout == nombre(evolution[-1][1])
    carte = Tables(html(coordination, f"/carte/?{choix}")).tables[0]
    if "besoin=" in choix or "quartier=" in choix:
        rang = 2 if "besoin=" in choix else carte[0].index("Rencontres")
        ligne = carte[1] if "quartier=" in choix else carte[-1]
    else:
        rang, ligne = carte[0].index("Rencontres"), carte[-1]
    assert en_tout == nombre(ligne[rang])
    for lues in classeurs(coordination, "/rencontres/", choix, formes(choix)):
        ensembles = [une for une in lues if une[0] == "Ensemble"]
        assert ensembles[0][-1] == comme_imprime(str(en_tout))


def test_the_file_of_the_list_follows_all_its_filters(
    coordination: Personne, saison: Equipe
) -> None:
    gardees = Rencontre.objects.order_by("pk")[:7].values("pk")
    Rencontre.objects.filter(pk__in=[une["pk"] for une in gardees]).update(a_denouer=True)
    for lues in classeurs(coordination, "/rencontres/", "a_reprendre=a_denouer", [*FORMES]):
        assert next(une for une in lues if une[0] == "Ensemble")[-1] == "7"


def test_in_no_file_is_there_a_count_from_1_to_4(
    coordination: Personne, saison: Equipe, formes: Formes
) -> None:
    """Of persons: sorties and hours are facts of the team."""
    vus: list[Any] = []
    for choix in CHOIX:
        for page in ("/carte/", "/rencontres/"):
            collees = classeurs(coordination, page, choix, formes(choix))
            for lues in collees:
                entetes = next(une for une in lues if une[0] == "" and len(une) > 1)
                for rangee in lues[lues.index(entetes) :]:
                    for colonne, mot in zip(entetes[1:], rangee[1:], strict=False):
                        if colonne not in {"Sorties", "Présence"}:
                            assert mot not in {"1", "2", "3", "4"}, (choix, rangee)
                            vus.append(mot)
    assert MOINS_DE_5 in vus
