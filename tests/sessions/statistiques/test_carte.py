"""The page of the map: who enters, the four looks, the same figures everywhere, its cost."""

import json
import re
from datetime import date
from html import unescape
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from medlove.models import Equipe, Utilisateur
from sessions.models import Rencontre
from sessions.statistiques.figures.aspects import Aspect
from territoires.models import Quartier
from tests.fabriques import BesoinFactory, QuartierFactory, SortieFactory
from tests.personnes import Personne

CARTE = "/carte/"
SVG = "{http://www.w3.org/2000/svg}"
T3 = "trimestre=2026-T3"
Saison = dict[str, Quartier]


class Rangees(HTMLParser):
    """The rows of the tables of a page, cell by cell."""

    def __init__(self) -> None:
        super().__init__()
        self.rangees: list[list[str]] = []
        self.dedans = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "tr":
            self.rangees.append([])
        elif tag in {"th", "td"}:
            self.rangees[-1].append("")
            self.dedans = True

    def handle_endtag(self, tag: str) -> None:
        if tag in {"th", "td"}:
            self.dedans = False

    def handle_data(self, data: str) -> None:
        if self.dedans:
            self.rangees[-1][-1] += data


def page(personne: Client, adresse: str = f"{CARTE}?{T3}") -> str:
    reponse = personne.get(adresse)
    assert reponse.status_code == 200
    return reponse.content.decode()


def rangees(html: str) -> dict[str, list[str]]:
    lecteur = Rangees()
    lecteur.feed(html)
    propres = [[" ".join(cellule.split()) for cellule in une] for une in lecteur.rangees]
    return {une[0]: une[1:] for une in propres}


def sans_jeton(html: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)


def donnees(html: str) -> dict[str, Any]:
    trouve = re.search(r'<script id="donnees-carte" type="application/json">(.*?)</script>', html)
    assert trouve
    return json.loads(trouve[1])


def dessinees(html: str) -> dict[str, str]:
    """What the labels of the drawing say, by name."""
    svg = re.search(r'<svg class="choroplethe".*?</svg>', html, re.DOTALL)
    assert svg
    textes = [list(un.itertext()) for un in ElementTree.fromstring(svg[0]).iter(f"{SVG}text")]
    return {nom: " ".join(" ".join(suite).split()) for nom, *suite in textes}


# --- Who enters ---------------------------------------------------------------


@pytest.mark.parametrize("qui", ["mediation", "coequipiere", "coordination", "pilotage"])
def test_every_member_of_the_equipe_sees_its_figures(
    request: pytest.FixtureRequest, saison: Saison, qui: str
) -> None:
    assert "63 rencontres en 11 sorties" in page(request.getfixturevalue(qui))


def test_a_stranger_sees_her_own_figures_only(
    etrangere: Personne, autre_equipe: Equipe, saison: Saison
) -> None:
    SortieFactory(equipe=autre_equipe, quartier=saison["valeur"], date=date(2026, 1, 15))

    html = page(etrangere)

    assert "0 rencontre en 0 sortie" in html
    assert {zone["aspect"] for zone in donnees(html)["zones"]} == {"jamais"}


def test_the_administration_has_no_map(administration: Personne) -> None:
    assert administration.get(CARTE).status_code == 403


def test_a_visitor_signs_in_first(anonyme: Client) -> None:
    reponse = anonyme.get(CARTE)

    assert reponse.status_code == 302
    assert reponse["Location"].startswith("/compte/connexion/")


@pytest.mark.parametrize(
    ("qui", "code"),
    [("coordination", 200), ("mediation", 403), ("pilotage", 403), ("administration", 403)],
)
def test_only_the_coordination_prints(
    request: pytest.FixtureRequest, saison: Saison, qui: str, code: int
) -> None:
    personne: Personne = request.getfixturevalue(qui)

    assert personne.get("/carte/impression/").status_code == code


# --- What it shows ------------------------------------------------------------


def test_the_four_looks_are_told_apart(coordination: Personne, saison: Saison) -> None:
    aspects = [zone["aspect"] for zone in donnees(page(coordination))["zones"]]

    assert aspects == ["valeur", "valeur", "zero", "trop_peu", "jamais"]


def test_every_look_on_the_map_is_in_the_legend(coordination: Personne, saison: Saison) -> None:
    html = unescape(page(coordination))

    for aspect in (Aspect.ZERO, Aspect.TROP_PEU, Aspect.JAMAIS):
        assert aspect.libelle in html
    assert Aspect.MASQUE.libelle not in html
    assert "séparées à 5\u202f%, 10\u202f%, 15\u202f%, 25\u202f%" in html


@pytest.mark.parametrize(
    ("besoin", "bornes"), [("", "10, 30, 100, 300"), ("droits", "5, 10, 20, 40")]
)
def test_the_classes_of_a_besoin_are_smaller_than_those_of_all_rencontres(
    coordination: Personne, saison: Saison, besoin: str, bornes: str
) -> None:
    html = page(coordination, f"{CARTE}?{T3}&besoin={besoin}&mesure=nombre")

    assert f"séparées à {bornes}." in html


@pytest.mark.parametrize("mesure", ["part", "nombre"])
@pytest.mark.parametrize("besoin", ["", "droits", "aides_prestations"])
@pytest.mark.parametrize("qui", ["coordination", "pilotage"])
def test_table_drawing_and_data_give_the_same_figure(
    request: pytest.FixtureRequest, saison: Saison, qui: str, besoin: str, mesure: str
) -> None:
    html = page(request.getfixturevalue(qui), f"{CARTE}?{T3}&besoin={besoin}&mesure={mesure}")
    colonne = [" carte__montree" in entete for entete in re.findall("<th scope=.col.(.*?)>", html)]
    au_tableau = {
        nom[: len(un["nom"])]: cellules[colonne.index(True) - 1]
        for nom, cellules in rangees(html).items()
        for un in donnees(html)["zones"]
        if nom.startswith(un["nom"])
    }

    en_donnees = {un["nom"]: f"{un['texte']} {un['lettre']}" for un in donnees(html)["zones"]}

    assert len(au_tableau) == 5
    # Counted in the table, not to be compared: the map shows no value there.
    assert au_tableau["Quartier trop_peu"] != "–"
    au_tableau["Quartier trop_peu"] = "–"
    assert dessinees(html) == au_tableau
    assert {nom: " ".join(un.split()) for nom, un in en_donnees.items()} == au_tableau


def test_shares_of_the_city_are_over_all_its_rencontres(
    coordination: Personne, saison: Saison
) -> None:
    tableau = rangees(page(coordination))

    # 40, 3 and 20 rencontres out of 63.
    assert tableau["Quartier valeur"][:2] == ["63 % E", "40"]
    assert tableau["Quartier petit"][:2] == ["5 % B", "3"]
    assert tableau["Quartier zero"][:3] == ["0 %", "0", "3"]
    assert tableau["Quartier trop_peu trop peu de présence"][:3] == ["32 %", "20", "2"]
    assert tableau["Quartier jamais pas visité"] == ["–"] * 6
    assert tableau["Ensemble"] == ["100 %", "63", "11", "22 h", "77", "11"]


def test_shares_of_a_besoin_are_over_the_rencontres_of_the_quartier(
    coordination: Personne, saison: Saison
) -> None:
    tableau = rangees(page(coordination, f"{CARTE}?{T3}&besoin=droits"))

    assert tableau["Quartier valeur"][:3] == ["30 % C", "12", "40"]
    assert tableau["Ensemble"][:3] == ["19 %", "12", "63"]


def test_one_quartier_can_be_chosen(coordination: Personne, saison: Saison) -> None:
    html = page(coordination, f"{CARTE}?{T3}&quartier={saison['valeur'].cle}")

    assert [nom for nom in rangees(html) if nom.startswith("Quartier ")] == ["Quartier valeur"]
    autres = [zone for zone in donnees(html)["zones"] if zone["aspect"] == "hors_choix"]
    assert len(autres) == 4
    assert {zone["texte"] for zone in autres} == {""}


def test_a_quartier_beyond_the_commune_is_in_the_table_and_said_so(
    coordination: Personne, equipe: Equipe, saison: Saison
) -> None:
    voisin = QuartierFactory(code_insee="35051", numero=1, nom="Bourg voisin")
    SortieFactory.create_batch(3, equipe=equipe, quartier=voisin)
    QuartierFactory(code_insee="35052", numero=1, nom="Bourg lointain")

    html = page(coordination)

    assert "Bourg voisin hors de la commune" in rangees(html)
    assert "au-delà de la commune de l’équipe : Bourg voisin." in html
    assert "Bourg voisin" not in [zone["nom"] for zone in donnees(html)["zones"]]
    assert "Bourg lointain" not in html


def test_schematic_outlines_say_so_and_only_the_administration_reads_the_command(
    coordination: Personne, saison: Saison
) -> None:
    assert "Contours schématiques" not in page(coordination)
    Quartier.objects.update(schematique=True)

    html = page(coordination)

    assert "Contours schématiques" in html
    assert "L’administration du site peut importer les contours officiels" in html
    assert "manage.py" not in html
    Utilisateur.objects.update(is_superuser=True)
    assert "python manage.py importer_quartiers FICHIER" in page(coordination)


def test_the_table_comes_before_the_map(coordination: Personne, saison: Saison) -> None:
    html = page(coordination)

    assert html.index("<table") < html.index('<svg class="choroplethe"')


def test_a_commune_without_quartiers_is_told_how_to_get_them(coordination: Personne) -> None:
    assert "importer_quartiers FICHIER --code-insee 35238" in page(coordination)


@pytest.mark.parametrize("qui", ["mediation", "coordination", "pilotage"])
def test_an_equipe_that_never_went_out_is_told_what_comes_first(
    request: pytest.FixtureRequest, qui: str
) -> None:
    personne = request.getfixturevalue(qui)
    QuartierFactory()

    html = page(personne)

    assert "La carte attend la première sortie" in html
    assert ("Planifier une sortie" in html) is (qui == "coordination")
    assert "choroplethe" not in html


def test_a_bad_value_is_told_and_no_figure_is_shown(coordination: Personne, saison: Saison) -> None:
    html = page(coordination, f"{CARTE}?trimestre=hier&du=demain")

    assert "Saisissez une date valide" in html
    assert "<table" not in html
    assert 'id="donnees-carte"' not in html


# --- Small counts -------------------------------------------------------------


@pytest.mark.parametrize("mesure", ["part", "nombre"])
def test_pilotage_never_gets_a_count_of_persons_under_eleven(
    pilotage: Personne, saison: Saison, mesure: str
) -> None:
    html = page(pilotage, f"{CARTE}?{T3}&mesure={mesure}")
    tableau = rangees(html)
    zones = {zone["nom"]: zone for zone in donnees(html)["zones"]}

    petit, zero = tableau["Quartier petit"], tableau["Quartier zero"]
    assert petit[:2] == zero[:2] == ["masqué", "< 11"]
    assert zones["Quartier petit"]["aspect"] == zones["Quartier zero"]["aspect"] == "masque"
    for un in ("texte", "lettre", "fond"):
        assert zones["Quartier petit"][un] == zones["Quartier zero"][un]


@pytest.mark.parametrize("mesure", ["part", "nombre", "heure"])
def test_a_small_count_leaves_no_trace_for_pilotage(
    pilotage: Personne, saison: Saison, mesure: str
) -> None:
    """Three rencontres in one quartier and none in another, or the reverse: the same bytes."""
    adresse = f"{CARTE}?{T3}&mesure={mesure}"
    avant = sans_jeton(page(pilotage, adresse))
    deplacees = Rencontre.objects.filter(quartier=saison["petit"]).update(quartier=saison["zero"])

    assert deplacees == 3
    assert sans_jeton(page(pilotage, adresse)) == avant


def test_pilotage_cannot_ask_for_a_besoin(pilotage: Personne, saison: Saison) -> None:
    html = page(pilotage, f"{CARTE}?{T3}&besoin=droits&du=2026-09-15&au=2026-09-15")

    assert "Le reste de cette adresse n’est pas suivi" in html
    assert "Droits" not in html
    assert "63 rencontres" in html


def test_a_print_hides_one_to_four_and_is_marked(coordination: Personne, saison: Saison) -> None:
    html = page(coordination, f"{CARTE}impression/?{T3}")

    assert "Interne, ne pas diffuser" in html
    assert rangees(html)["Quartier petit"][:2] == ["masqué", "< 5"]
    assert rangees(html)["Quartier zero"][:2] == ["0 %", "0"]
    assert 'id="donnees-carte"' not in html


def test_sejour_does_not_print(coordination: Personne, saison: Saison) -> None:
    html = page(coordination, f"{CARTE}impression/?{T3}&besoin=sejour_nationalite")

    assert "ne s’imprime pas par quartier" in html
    assert "<table" not in html


# --- What it costs ------------------------------------------------------------


@pytest.mark.parametrize("adresse", [CARTE, f"{CARTE}?besoin=droits&mesure=nombre"])
def test_the_number_of_queries_is_at_most_eight_and_does_not_depend_on_rows(
    coordination: Personne, equipe: Equipe, saison: Saison, adresse: str
) -> None:
    def requetes() -> int:
        with CaptureQueriesContext(connection) as contexte:
            page(coordination, adresse)
        return len(contexte)

    BesoinFactory.create_batch(10, rencontre__sortie__equipe=equipe)
    avant = requetes()
    BesoinFactory.create_batch(10, rencontre__sortie__equipe=equipe)

    assert requetes() == avant <= 8


def test_encounters_are_counted_on_the_copied_columns(
    coordination: Personne, saison: Saison
) -> None:
    with CaptureQueriesContext(connection) as contexte:
        page(coordination, f"{CARTE}?{T3}&besoin=droits")

    comptees = [
        requete["sql"]
        for requete in contexte.captured_queries
        if "COUNT(" in requete["sql"] and "medlove_sessions_sortie" not in requete["sql"]
    ]
    assert len(comptees) == 1
    assert all("JOIN" not in sql for sql in comptees)


def test_the_page_reads_no_file_of_ours_that_is_missing(
    coordination: Personne, saison: Saison
) -> None:
    fichiers = re.findall(r'(?:src|href)="/static/([^"#]+)"', page(coordination))

    assert "js/carte.js" in fichiers
    assert all(finders.find(fichier) for fichier in fichiers)


@pytest.mark.parametrize("montrer", ["orientations", "accueils"])
def test_orientations_are_not_told_by_qpv(coordination: Personne, montrer: str) -> None:
    """Once cut, an orientation has no lieu left: the choice would be ignored in silence."""
    page = coordination.get(f"/carte/?montrer={montrer}&qpv=oui")

    assert "ne disent pas le lieu" in page.content.decode()
    assert page.context["planche"] is None
