"""The drawing that is downloaded: who may, what it says, what never goes in it."""

import re
from xml.etree import ElementTree

import pytest
from django.test import Client

from sessions.models import Rencontre
from territoires.models import Quartier
from tests.personnes import Personne
from tests.sessions.statistiques.test_carte import T3

SVG = "{http://www.w3.org/2000/svg}"
FEUILLE = f"/carte/carte.svg?{T3}"
Saison = dict[str, Quartier]


def feuille(personne: Client, suite: str = "") -> str:
    reponse = personne.get(FEUILLE + suite)
    assert reponse.status_code == 200
    assert reponse["Content-Type"] == "image/svg+xml"
    assert "attachment" in reponse["Content-Disposition"]
    return reponse.content.decode()


def mots(svg: str) -> str:
    return " ".join("".join(un.itertext()) for un in ElementTree.fromstring(svg).iter(f"{SVG}text"))


@pytest.mark.parametrize(
    ("qui", "code"),
    [("coordination", 200), ("mediation", 403), ("pilotage", 403), ("administration", 403)],
)
def test_only_the_coordination_takes_it(
    request: pytest.FixtureRequest, saison: Saison, qui: str, code: int
) -> None:
    personne: Personne = request.getfixturevalue(qui)

    assert personne.get(FEUILLE).status_code == code


def test_a_visitor_signs_in_first(anonyme: Client) -> None:
    assert anonyme.get(FEUILLE).status_code == 302


def test_a_stranger_draws_her_own_figures_only(etrangere: Personne, saison: Saison) -> None:
    assert "0 rencontre en 0 sortie" in mots(feuille(etrangere))


def test_it_says_that_it_stays_inside_and_all_it_takes_to_read_it(
    coordination: Personne, saison: Saison
) -> None:
    dit = mots(feuille(coordination, "&besoin=droits"))

    for phrase in (
        "Interne, ne pas diffuser",
        "Besoins entendus, là où nous étions",
        "Part des rencontres du quartier portant",
        "3e\xa0trimestre 2026",
        "séparées à 15\u202f%",
        "Là où nous ne sommes pas allés",
        "30\u202f%",
    ):
        assert phrase in dit


def test_one_to_four_are_not_in_it(coordination: Personne, saison: Saison) -> None:
    svg = feuille(coordination, "&mesure=nombre")

    assert "<\u202f5" in mots(svg)
    titres = [un.text or "" for un in ElementTree.fromstring(svg).iter(f"{SVG}title")]
    (petit,) = [un for un in titres if un.startswith("Quartier petit")]
    assert "<\u202f5 rencontres" in petit
    assert "masqué des rencontres de la ville" in petit


def test_two_or_three_draw_the_same(coordination: Personne, saison: Saison) -> None:
    def du_petit(svg: str) -> list[str]:
        formes = ElementTree.fromstring(svg).iter(f"{SVG}path")
        return [
            ElementTree.tostring(une, "unicode")
            for une in formes
            if une.get("class") and "Quartier petit" in "".join(une.itertext())
        ]

    petites = Rencontre.objects.filter(quartier=saison["petit"])
    avant = du_petit(feuille(coordination))
    petites.filter(pk__in=petites.values("pk")[:1]).delete()

    assert petites.count() == 2
    assert du_petit(feuille(coordination)) == avant != []


@pytest.mark.parametrize(
    "suite",
    [
        "&besoin=sejour_nationalite",
        "&besoin=famille-titre_de_sejour",
        "&montrer=non_recours-non_connaissance",
        "&montrer=exigence-faire_en_francais",
    ],
)
def test_what_is_never_printed_by_quartier_is_refused_in_one_sentence(
    coordination: Personne, saison: Saison, suite: str
) -> None:
    for adresse in (FEUILLE, f"/carte/impression/?{T3}"):
        reponse = coordination.get(adresse + suite)
        html = reponse.content.decode()
        assert html.count("ne s’imprime pas par quartier") == 1
        assert "choroplethe" not in html
    assert coordination.get(FEUILLE + suite).status_code == 400
    # On the screens of the team it is shown.
    assert "choroplethe" in coordination.get(f"/carte/?{T3}{suite}").content.decode()


@pytest.mark.parametrize("suite", ["", "&vue=trimestres", "&vue=cote-a-cote", "&mesure=ecart"])
def test_it_stands_alone(coordination: Personne, saison: Saison, suite: str) -> None:
    svg = feuille(coordination, suite)
    racine = ElementTree.fromstring(svg)

    assert {"width", "height", "viewBox"} <= set(racine.attrib)
    for un in racine.iter():
        assert un.tag.removeprefix(SVG) not in {"script", "style", "image", "foreignObject"}
        assert not [nom for nom in un.attrib if nom.startswith("on") or nom == "style"]
    assert set(re.findall(r"https?://[^\"' ]+", svg)) == {"http://www.w3.org/2000/svg"}


def test_ids_in_it_are_each_one_thing(coordination: Personne, saison: Saison) -> None:
    racine = ElementTree.fromstring(feuille(coordination, "&vue=cote-a-cote"))
    ids = [un.get("id") for un in racine.iter() if un.get("id")]

    assert len(ids) == len(set(ids))
