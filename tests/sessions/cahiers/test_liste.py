"""`/cahiers/`: what the équipe composes, and how far each cahier is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from medlove.models import Equipe
from sessions.models import Cahier
from tests.fabriques import CahierFactory, PublicationFactory, SectionFactory
from tests.lecture_seule import lecture_seule
from tests.personnes import Personne

LISTE = reverse("cahiers:liste")


def page(personne: Personne) -> str:
    return personne.get(LISTE).content.decode()


def test_an_empty_list_teaches_the_next_gesture(coordination: Personne) -> None:
    assert "Pas encore de cahier" in page(coordination)
    assert reverse("cahiers:nouveau") in page(coordination)


def test_each_says_its_period_and_how_much_is_written(
    coordination: Personne, cahier: Cahier
) -> None:
    cahier.sections.filter(code__in=["velo", "rate"]).update(texte="Des mots.")
    cahier.sections.filter(code="rate").update(imprimee=False)
    dite = page(coordination)
    assert "3e\u00a0trimestre 2026 · 1 sur 17 sections écrites" in dite
    assert reverse("cahiers:fiche", args=[cahier.pk]) in dite


def test_it_says_whose_figures_are_published(coordination: Personne, equipe: Equipe) -> None:
    CahierFactory(equipe=equipe, periode="2024")
    assert "Version de travail" in page(coordination)
    PublicationFactory(equipe=equipe, periode="2024")
    assert "Chiffres publiés" in page(coordination)
    assert "Version de travail" not in page(coordination)


def test_a_publication_of_another_equipe_publishes_nothing_here(
    coordination: Personne, equipe: Equipe, autre_equipe: Equipe
) -> None:
    CahierFactory(equipe=equipe, periode="2024")
    PublicationFactory(equipe=autre_equipe, periode="2024")
    assert "Chiffres publiés" not in page(coordination)


@pytest.mark.usefixtures("cahier")
def test_a_stranger_finds_nothing_in_hers(etrangere: Personne) -> None:
    assert "Un été au Blosne" not in page(etrangere)


def test_twenty_cost_no_more_queries_than_ten(coordination: Personne, equipe: Equipe) -> None:
    comptes = []
    for _ in range(2):
        for _ in range(10):
            SectionFactory(cahier__equipe=equipe)
        with CaptureQueriesContext(connection) as requetes, lecture_seule():
            page(coordination)
        comptes.append(len(requetes))
    assert comptes[0] == comptes[1]
