"""Several maps on one scale: trimestres, two periods, two quartiers, differences, lieux."""

import re
from datetime import date
from html import unescape
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medlove.models import Equipe
from sessions.models import Besoin, CategorieBesoin, Halte, Rencontre, Sortie
from sessions.periodes import Periode
from sessions.rencontres.selection import Selection
from sessions.statistiques.choroplethe import ecart, quartiers_de
from sessions.statistiques.demande import Demande, Mesure
from sessions.statistiques.effectifs import Lecture, Part, lire_part
from sessions.statistiques.figures.aspects import ECARTS, PARTS_D_UN_DOMAINE
from sessions.statistiques.planche import planche
from territoires.models import Quartier
from tests.fabriques import (
    BesoinFactory,
    HalteFactory,
    LieuFactory,
    QuartierFactory,
    RencontreFactory,
    SortieFactory,
)
from tests.personnes import Personne
from tests.sessions.statistiques.test_carte import CARTE, SVG, T3, donnees, page, rangees

DROITS = {date(2026, 5, 12): (10, 4), date(2026, 8, 12): (20, 12)}
Saison = dict[str, Quartier]


@pytest.fixture
def deux_trimestres(equipe: Equipe) -> Quartier:
    """Three sorties in T2 (4 of 10 rencontres about rights) and in T3 (12 of 20)."""
    quartier = QuartierFactory(numero=1, nom="Quartier suivi")
    aides = CategorieBesoin.objects.get(code="aides_prestations")
    for jour, (rencontres, droits) in DROITS.items():
        sorties = SortieFactory.create_batch(3, equipe=equipe, quartier=quartier, date=jour)
        HalteFactory(sortie=sorties[0])
        Halte.objects.update(minutes=120)
        faites = Rencontre.objects.bulk_create(
            RencontreFactory.build_batch(rencontres, sortie=sorties[0])
        )
        Besoin.objects.bulk_create(
            BesoinFactory.build(rencontre=une, categorie=aides) for une in faites[:droits]
        )
    return quartier


def dessins(html: str) -> list[list[str]]:
    """What the labels of each drawing of a page say."""
    return [
        [
            " ".join(" ".join(texte.itertext()).split())
            for texte in ElementTree.fromstring(svg).iter(f"{SVG}text")
        ]
        for svg in re.findall(r'<svg class="choroplethe".*?</svg>', html, re.DOTALL)
    ]


def au_tableau(html: str, nom: str = "Quartier suivi") -> list[str]:
    return rangees(html)[nom]


# --- Trimestre by trimestre ---------------------------------------------------


def test_a_map_a_trimestre_on_one_scale(coordination: Personne, deux_trimestres: Quartier) -> None:
    html = page(coordination, f"{CARTE}?trimestre=2026&besoin=droits&vue=trimestres")

    assert dessins(html) == [["–"], ["40 % C"], ["60 % E"], ["–"]]
    assert au_tableau(html) == [
        "– pas visité",
        "40 % C 4 sur 10",
        "60 % E 12 sur 20",
        "– pas visité",
    ]
    assert html.count(PARTS_D_UN_DOMAINE.regle()) == 1
    assert "Les mêmes pour toutes les cartes de la page." in html


@pytest.mark.parametrize("mesure", ["part", "nombre", "heure"])
@pytest.mark.parametrize("trimestre", ["2026-T2", "2026-T3"])
def test_a_small_map_says_what_the_map_of_its_trimestre_says(
    coordination: Personne, deux_trimestres: Quartier, mesure: str, trimestre: str
) -> None:
    adresse = f"{CARTE}?besoin=droits&mesure={mesure}&trimestre="
    seule = page(coordination, f"{adresse}{trimestre}")
    petites = page(coordination, f"{adresse}2026&vue=trimestres")

    (zone,) = donnees(seule)["zones"]
    rang = int(trimestre[-1]) - 1
    valeur = " ".join(f"{zone['texte']} {zone['lettre']}".split())
    assert dessins(petites)[rang] == [valeur]
    detail = {"part": r" \d+ sur \d+", "nombre": "", "heure": r" \d+ en 2 h"}[mesure]
    assert re.fullmatch(re.escape(valeur) + detail, au_tableau(petites)[rang])


def test_a_period_cut_within_a_trimestre_keeps_its_days(
    coordination: Personne, deux_trimestres: Quartier
) -> None:
    adresse = f"{CARTE}?du=2026-05-01&au=2026-08-11&besoin=droits&vue=trimestres"

    assert dessins(page(coordination, adresse)) == [["40 % C"], ["–"]]


def test_at_most_twelve_trimestres_are_drawn(coordination: Personne, saison: Saison) -> None:
    html = unescape(page(coordination, f"{CARTE}?du=2020-01-01&au=2026-01-01&vue=trimestres"))

    assert "Au plus 12 trimestres" in html
    assert "<table" not in html


# --- Side by side -------------------------------------------------------------


def test_two_periods_side_by_side_with_the_points_between_them(
    coordination: Personne, deux_trimestres: Quartier
) -> None:
    html = page(coordination, f"{CARTE}?trimestre=2026-T3&besoin=droits&vue=cote-a-cote")

    assert dessins(html) == [["Quartier suivi 40 % C"], ["Quartier suivi 60 % E"]]
    assert au_tableau(html) == ["40 % C 4 sur 10", "60 % E 12 sur 20", "▲ +20"]
    assert rangees(html)["Ensemble"] == ["40 % 4 sur 10", "60 % 12 sur 20", "▲ +20"]


@pytest.mark.parametrize(
    ("avec", "titre"),
    [
        ("", "2e\xa0trimestre 2026"),
        ("un_an_avant", "3e\xa0trimestre 2025"),
        ("2026-T1", "1er\xa0trimestre 2026"),
        ("2025", "Année\xa02025"),
    ],
)
def test_the_other_period_is_the_one_before_the_same_a_year_ago_or_chosen(
    coordination: Personne, deux_trimestres: Quartier, avec: str, titre: str
) -> None:
    html = page(coordination, f"{CARTE}?{T3}&vue=cote-a-cote&avec={avec}")

    assert re.findall("<h3>(.*?)</h3>", unescape(html)) == [titre, "3e\xa0trimestre 2026"]
    # In the sentence of the head, only the first begins with a capital.
    assert f"{titre} et 3e\xa0trimestre 2026." in unescape(html)


def test_two_quartiers_side_by_side(coordination: Personne, saison: Saison) -> None:
    cles = [saison[nom].cle for nom in ("valeur", "petit")]

    html = page(coordination, f"{CARTE}?{T3}&quartier={cles[0]}&autre_quartier={cles[1]}")

    assert [len(un) for un in dessins(html)] == [1, 1]
    assert rangees(html)["Part de la ville"] == ["63 % E", "5 % B", "100 %"]
    assert rangees(html)["Rencontres"] == ["40", "3", "63"]
    droits = rangees(html)["Droits et démarches part des rencontres"]
    assert droits == ["30 % 12 sur 40", "0 % 0 sur 3", "19 % 12 sur 63"]
    # A besoin that is asked for is the only one that is told.
    assert "part des rencontres" not in page(
        coordination, f"{CARTE}?{T3}&quartier={cles[0]}&autre_quartier={cles[1]}&besoin=droits"
    )


@pytest.mark.parametrize(
    ("premier", "second", "phrase"),
    [("", "petit", "le premier des deux"), ("petit", "petit", "autre que le premier")],
)
def test_two_quartiers_are_two_and_both_are_named(
    coordination: Personne, saison: Saison, premier: str, second: str, phrase: str
) -> None:
    cle = saison[premier].cle if premier else ""

    html = page(coordination, f"{CARTE}?{T3}&quartier={cle}&autre_quartier={saison[second].cle}")

    assert phrase in unescape(html)
    assert "<table" not in html


# --- Difference ---------------------------------------------------------------


def test_a_difference_is_in_points_with_its_sign(
    coordination: Personne, deux_trimestres: Quartier
) -> None:
    html = page(coordination, f"{CARTE}?trimestre=2026-T3&besoin=droits&mesure=ecart")

    (zone,) = donnees(html)["zones"]
    assert (zone["texte"], zone["lettre"]) == ("▲\u202f+20", "E")
    assert au_tableau(html)[:3] == ["▲ +20 E", "60 %", "40 %"]
    assert "écart de +20 points" in zone["description"]
    assert "écart par rapport au 2e\xa0trimestre 2026" in unescape(html)
    assert ECARTS.regle() in unescape(html)


def test_the_colour_of_a_difference_is_its_size_whatever_its_sign(
    coordination: Personne, deux_trimestres: Quartier
) -> None:
    adresse = f"{CARTE}?besoin=droits&mesure=ecart"
    hausse = donnees(page(coordination, f"{adresse}&trimestre=2026-T3&avec=2026-T2"))["zones"][0]
    baisse = donnees(page(coordination, f"{adresse}&trimestre=2026-T2&avec=2026-T3"))["zones"][0]

    assert baisse["texte"] == "▼\u202f−20"
    assert hausse["fond"] == baisse["fond"]


def test_no_difference_with_a_period_of_too_little_presence(
    coordination: Personne, deux_trimestres: Quartier
) -> None:
    Sortie.objects.filter(date=date(2026, 5, 12), haltes=None).delete()

    html = page(coordination, f"{CARTE}?trimestre=2026-T3&besoin=droits&mesure=ecart")

    assert donnees(html)["zones"][0]["aspect"] == "trop_peu"


@pytest.mark.parametrize(
    ("avant", "apres", "texte"),
    [((1, 10), (1, 10), "=\u202f0"), ((9, 10), (1, 10), "▼\u202f−80"), ((0, 0), (1, 10), "–")],
)
def test_a_difference_reads(avant: tuple[int, int], apres: tuple[int, int], texte: str) -> None:
    parts: list[Part] = [lire_part(*une, Lecture.EXACTE) for une in (avant, apres)]

    assert ecart(*parts)[1] == texte


def test_a_hidden_share_hides_its_difference() -> None:
    cache, visible = lire_part(2, 20, Lecture.IMPRESSION), lire_part(10, 20, Lecture.IMPRESSION)

    assert ecart(cache, visible) == ecart(visible, cache) == (None, "masqué")


# --- Classes ------------------------------------------------------------------


def test_quantiles_come_on_demand_with_their_rule(coordination: Personne, saison: Saison) -> None:
    html = unescape(page(coordination, f"{CARTE}?{T3}&mesure=nombre&classes=quantiles"))

    assert "Classes de même taille (quantiles)" in html
    assert "ne pas comparer deux pages" in html
    lettres = {zone["nom"]: zone["lettre"] for zone in donnees(html)["zones"]}
    assert lettres["Quartier petit"] < lettres["Quartier valeur"]


def test_quantiles_are_drawn_from_all_the_maps_of_the_page(
    coordination: Personne, deux_trimestres: Quartier
) -> None:
    adresse = f"{CARTE}?trimestre=2026&besoin=droits&vue=trimestres&classes=quantiles"

    assert dessins(page(coordination, adresse))[1:3] == [["40 % A"], ["60 % B"]]


# --- Too few answers ----------------------------------------------------------


@pytest.mark.parametrize(
    ("posees", "aspect"), [(0, "sans_donnee"), (9, "sans_donnee"), (10, "valeur")]
)
def test_a_share_of_few_answers_is_in_the_table_and_not_on_the_map(
    coordination: Personne, saison: Saison, posees: int, aspect: str
) -> None:
    toutes = Rencontre.objects.filter(quartier=saison["valeur"])
    toutes.filter(pk__in=toutes.values("pk")[:posees]).update(deja_rencontre="deja_venue")

    html = page(coordination, f"{CARTE}?{T3}&montrer=deja_rencontre-deja_venue")

    zones = {zone["nom"]: zone for zone in donnees(html)["zones"]}
    assert zones["Quartier valeur"]["aspect"] == aspect
    assert zones["Quartier zero"]["aspect"] == "sans_donnee"
    (cellules,) = [un for nom, un in rangees(html).items() if nom.startswith("Quartier valeur")]
    assert cellules[1:3] == [str(posees), str(posees)]
    assert "En dessous de 10, une part ne se compare pas" in html


# --- Lieux --------------------------------------------------------------------


@pytest.fixture
def lieu(equipe: Equipe, deux_trimestres: Quartier) -> Any:
    lieu = LieuFactory(equipe=equipe, quartier=deux_trimestres, nom="Place du marché")
    Halte.objects.filter(sortie__equipe=equipe).update(lieu=lieu)
    Rencontre.objects.update(halte=Halte.objects.first())
    return lieu


@pytest.mark.parametrize("qui", ["mediation", "coordination"])
def test_lieux_are_drawn_and_told_in_their_table(
    request: pytest.FixtureRequest, lieu: Any, qui: str
) -> None:
    html = page(request.getfixturevalue(qui), f"{CARTE}?trimestre=2026&lieux=oui")

    assert rangees(html)["Place du marché"] == ["30"]
    assert len(donnees(html)["lieux"]) == 1
    assert 'class="choroplethe__lieux"' in html


@pytest.mark.parametrize(
    ("qui", "adresse"), [("pilotage", CARTE), ("coordination", f"{CARTE}impression/")]
)
def test_lieux_stay_on_the_screens_of_the_team(
    request: pytest.FixtureRequest, lieu: Any, qui: str, adresse: str
) -> None:
    html = page(request.getfixturevalue(qui), f"{adresse}?trimestre=2026-T3&lieux=oui")

    assert "Place du marché" not in html
    assert "choroplethe__lieux" not in html


@pytest.mark.parametrize("lecture", [Lecture.PILOTAGE, Lecture.IMPRESSION])
def test_lieux_are_not_even_asked_for_another_reader(
    equipe: Equipe, lieu: Any, lecture: Lecture
) -> None:
    demande = Demande(Selection(equipe, Periode.lire("2026")), Mesure.PART, lieux=True)

    assert planche(demande, quartiers_de(equipe), lecture).lieux == []
    assert len(planche(demande, quartiers_de(equipe), Lecture.EXACTE).lieux) == 1


# --- What it costs ------------------------------------------------------------


@pytest.mark.parametrize(
    "suite",
    [
        "vue=trimestres&trimestre=2026",
        "vue=cote-a-cote&montrer=exigence-avoir_un_mobile",
        "mesure=ecart&montrer=non_recours-non_demande&besoin=droits",
        "montrer=accueils&avec=un_an_avant&vue=cote-a-cote",
        "lieux=oui&besoin=droits&qpv=oui&genre=feminin",
        "quartier=35238-1&autre_quartier=35238-2",
    ],
)
def test_eight_queries_at_most_whatever_is_asked(
    coordination: Personne, equipe: Equipe, saison: Saison, suite: str
) -> None:
    def requetes() -> int:
        with CaptureQueriesContext(connection) as contexte:
            page(coordination, f"{CARTE}?{suite}")
        return len(contexte)

    avant = requetes()
    BesoinFactory.create_batch(10, rencontre__sortie__equipe=equipe)

    assert requetes() == avant <= 8
