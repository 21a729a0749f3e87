"""Where each variant stands, as its page says it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from sessions.cahiers.editions.etats import EtatDeVariante, etat_des_editions
from sessions.cahiers.editions.models import Edition, Etat
from sessions.models import Cahier
from tests.fabriques_editions import EditionEnAttenteFactory, EditionFactory


def numerique(cahier: Cahier) -> EtatDeVariante:
    return etat_des_editions(cahier).variantes[0]


def vieillir(edition: Edition, secondes: int) -> None:
    quand = timezone.now() - timedelta(seconds=secondes)
    Edition.objects.filter(pk=edition.pk).update(demandee_le=quand)


def test_three_variants_that_nobody_asked_for(cahier: Cahier) -> None:
    etat = etat_des_editions(cahier)
    assert [une.variante for une in etat.variantes] == ["numerique", "impression", "livret"]
    assert [une.etat for une in etat.variantes] == ["", "", ""]
    assert not etat.en_route
    assert not etat.muet


def test_a_waiting_one_has_its_rank_among_all_the_equipes(cahier: Cahier) -> None:
    for _ in range(2):
        vieillir(EditionEnAttenteFactory(), 20)  # each of another équipe
    vieillir(EditionEnAttenteFactory(etat=Etat.EN_COURS, commencee_le=timezone.now()), 25)
    EditionEnAttenteFactory(cahier=cahier)
    une = numerique(cahier)
    assert (une.etat, une.rang) == ("attente", 3)
    assert une.en_route


def test_the_pdf_before_stays_while_the_new_one_is_made(cahier: Cahier) -> None:
    avant = EditionFactory(cahier=cahier)
    vieillir(avant, 60)
    EditionEnAttenteFactory(cahier=cahier, etat=Etat.EN_COURS, commencee_le=timezone.now())
    une = numerique(cahier)
    assert (une.etat, une.prete) == ("en_cours", avant)
    assert une.prete
    assert une.prete.duree == 12


@pytest.mark.parametrize("etat", [Etat.ECHEC, Etat.ANNULEE])
def test_what_became_of_the_last_is_told_beside_the_pdf_before(cahier: Cahier, etat: Etat) -> None:
    avant = EditionFactory(cahier=cahier)
    vieillir(avant, 60)
    EditionEnAttenteFactory(cahier=cahier, etat=etat, message="Trop lourd.")
    une = numerique(cahier)
    assert (une.etat, une.prete, une.en_route) == (etat, avant, False)


def test_one_left_by_a_dead_worker_is_no_longer_on_its_way(cahier: Cahier) -> None:
    hier = timezone.now() - timedelta(days=1)
    EditionEnAttenteFactory(cahier=cahier, etat=Etat.EN_COURS, commencee_le=hier)
    une = numerique(cahier)
    assert (une.etat, une.en_route) == ("interrompue", False)


@pytest.mark.parametrize(("secondes", "muet"), [(29, False), (31, True)])
def test_a_worker_that_takes_nothing_for_thirty_seconds_is_said_to_be_silent(
    cahier: Cahier, secondes: int, muet: bool
) -> None:
    vieillir(EditionEnAttenteFactory(cahier=cahier), secondes)
    assert etat_des_editions(cahier).muet is muet


@pytest.mark.parametrize(("depuis", "muet"), [(40, False), (86_400, True)])
def test_a_worker_busy_with_another_is_not_silent_and_a_dead_one_is(
    cahier: Cahier, depuis: int, muet: bool
) -> None:
    vieillir(EditionEnAttenteFactory(cahier=cahier), 40)
    quand = timezone.now() - timedelta(seconds=depuis)
    EditionEnAttenteFactory(etat=Etat.EN_COURS, commencee_le=quand)
    assert etat_des_editions(cahier).muet is muet


def test_older_ones_still_shown_outside_are_told(cahier: Cahier) -> None:
    montree = EditionFactory(cahier=cahier, lien="l" * 43)
    vieillir(montree, 60)
    nouvelle = EditionFactory(cahier=cahier)
    une = numerique(cahier)
    assert (une.prete, une.montrees) == (nouvelle, [montree])


def test_as_many_queries_for_ten_editions_as_for_twenty(
    cahier: Cahier, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    EditionEnAttenteFactory(cahier=cahier)
    for _ in range(2):
        EditionFactory.create_batch(10, cahier=cahier)
        with django_assert_num_queries(2):
            etat_des_editions(cahier)


@pytest.mark.parametrize(
    ("octets", "dit"),
    [(None, "0\u00a0Ko"), (340_999, "340\u00a0Ko"), (2_140_000, "2,1\u00a0Mo")],
)
def test_a_file_says_how_heavy_it_is(octets: int | None, dit: str) -> None:
    assert Edition(octets=octets).poids == dit
