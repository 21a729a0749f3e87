"""From one map to the next: the trimestres around, the other ways to lay it out."""

import pytest
import time_machine

from tests.personnes import Personne
from tests.sessions.statistiques.test_carte import CARTE, page


@pytest.fixture(autouse=True)
def au_22_novembre():  # type: ignore[no-untyped-def]
    with time_machine.travel("2026-11-22 12:00", tick=False):
        yield


def liens(personne: Personne, suite: str) -> dict[str, str]:
    reponse = personne.get(f"{CARTE}?{suite}")
    return {un.texte.replace("\xa0", " "): un.requete for un in reponse.context["liens"]}


def test_the_trimestres_around_keep_the_rest_of_the_address(
    coordination: Personne, saison: object
) -> None:
    trouves = liens(coordination, "trimestre=2026-T3&besoin=droits&mesure=nombre")

    assert trouves["← 2e trimestre 2026"] == "besoin=droits&mesure=nombre&trimestre=2026-T2"
    assert trouves["4e trimestre 2026 →"] == "besoin=droits&mesure=nombre&trimestre=2026-T4"


def test_nothing_comes_after_the_present_trimestre(coordination: Personne, saison: object) -> None:
    assert not [un for un in liens(coordination, "trimestre=2026-T4") if un.endswith("→")]


@pytest.mark.parametrize("suite", ["trimestre=2026", "du=2026-07-01&au=2026-08-01"])
def test_a_longer_or_shorter_period_has_no_neighbour(
    coordination: Personne, saison: object, suite: str
) -> None:
    assert not [un for un in liens(coordination, suite) if "←" in un or "→" in un]


def test_every_link_leads_to_a_map(coordination: Personne, saison: object) -> None:
    trouves = liens(coordination, "trimestre=2026&besoin=droits")

    assert list(trouves) == [
        "Une carte",
        "Trimestre par trimestre",
        "Avec la période d’avant",
        "Avec un an avant",
    ]
    for requete in trouves.values():
        assert "choroplethe" in page(coordination, f"{CARTE}?{requete}")


def test_what_is_shown_is_marked(coordination: Personne, saison: object) -> None:
    reponse = coordination.get(f"{CARTE}?trimestre=2026-T3&vue=cote-a-cote&avec=un_an_avant")

    assert [un.texte for un in reponse.context["liens"] if un.ici] == ["Avec un an avant"]


def test_pilotage_goes_from_a_trimestre_to_the_next_and_no_further(
    pilotage: Personne, saison: object
) -> None:
    assert list(liens(pilotage, "trimestre=2026-T3")) == [
        "← 2e trimestre 2026",
        "4e trimestre 2026 →",
    ]


@pytest.mark.parametrize("adresse", ["/statistiques/", "/hypotheses/", "/donnees/"])
def test_what_is_read_with_the_map_is_under_its_word_in_the_navigation(
    coordination: Personne, adresse: str
) -> None:
    html = coordination.get(adresse).content.decode()

    assert 'href="/carte/" aria-current="true"' in html
    assert html.count('aria-current="true"') == 1
