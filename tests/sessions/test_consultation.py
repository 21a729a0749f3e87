"""A query whose SQL is written once gives what the QuerySet gives, whoever asks."""

from collections.abc import Collection
from datetime import time
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from medlove.models import Equipe
from sessions.consultation import Consultation
from sessions.models import Appareil, CategorieBesoin, Halte
from tests.fabriques import EquipeFactory, HalteFactory

pytestmark = pytest.mark.django_db


def haltes(equipe: Any, ids: Collection[Any]) -> QuerySet[Halte, Any]:
    """UUIDs, numbers, texts, times, a day, and what may be missing."""
    lignes = Halte.objects.de(equipe).filter(pk__in=ids).order_by("arrivee")
    de_la_sortie = ("sortie__date", "sortie__statut", "sortie__bilan__pk")
    return lignes.values_list("pk", "sortie_id", "rang", "arrivee", "depart", *de_la_sortie)


@pytest.fixture
def siennes(equipe: Equipe) -> list[UUID]:
    return [
        HalteFactory(sortie__equipe=equipe, arrivee=time(9 + rang), depart=None).pk
        for rang in range(9)
    ]


@pytest.mark.parametrize("combien", range(1, 10))
def test_it_gives_the_rows_of_the_queryset(equipe: Equipe, siennes: list[UUID], combien: int):
    consulter = Consultation(haltes)
    for ids in (siennes[:combien], siennes[-combien:]):
        assert consulter(equipe, ids) == list(haltes(equipe, ids))
        assert len(consulter(equipe, ids)) == combien


def test_the_rows_of_one_équipe_never_answer_another(
    equipe: Equipe, autre_equipe: Equipe, siennes: list[UUID]
):
    consulter = Consultation(haltes)
    assert len(consulter(equipe, siennes)) == 9
    assert consulter(autre_equipe, siennes) == []
    la_leur = HalteFactory(sortie__equipe=autre_equipe)
    assert [ligne[0] for ligne in consulter(autre_equipe, [la_leur.pk])] == [la_leur.pk]


def test_what_changes_in_the_database_is_seen(equipe: Equipe, siennes: list[UUID]):
    consulter = Consultation(haltes)
    assert consulter(equipe, siennes[:1])[0][2] == 1
    Halte.objects.filter(pk=siennes[0]).update(rang=7)
    assert consulter(equipe, siennes[:1])[0][2] == 7


def test_a_list_a_set_an_id_and_an_object_say_the_same(equipe: Equipe, siennes: list[UUID]):
    consulter = Consultation(haltes)
    dites = [consulter(equipe, siennes), consulter(equipe.pk, set(siennes))]
    assert dites[0] == dites[1]


def test_the_sql_is_written_once_for_lengths_that_are_close(equipe: Equipe):
    ecrites = []

    def rangees(equipe: Any, ids: Any) -> QuerySet[Halte, Any]:
        ecrites.append(ids)
        return haltes(equipe, ids)

    consulter = Consultation(rangees)
    for combien in [*range(1, 9), *range(1, 9)]:
        consulter(equipe, [uuid4() for _ in range(combien)])
    assert len(ecrites) == 4  # 1, 2, 4 and 8


def test_texts_are_found_as_they_are():
    consulter = Consultation(
        lambda codes: CategorieBesoin.objects.filter(code__in=codes).values_list("code")
    )
    assert consulter(["discuter", "%s", "'; --"]) == [("discuter",)]


@pytest.mark.skipif(connection.vendor == "sqlite", reason="a time goes there as a text")
def test_a_time_is_refused_where_it_would_stay_that_of_the_first_call():
    appareils = Appareil.objects.filter(enrole_le__lt=timezone.now()).values_list("pk")
    consulter = Consultation(lambda equipe: appareils.filter(equipe=equipe))
    with pytest.raises(TypeError, match="would stay"):
        consulter(EquipeFactory())


def test_it_asks_one_query(equipe: Equipe, siennes: list[UUID]):
    consulter = Consultation(haltes)
    with CaptureQueriesContext(connection) as capture:
        consulter(equipe, siennes)
    assert len(capture) == 1
