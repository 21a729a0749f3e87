"""Lines past their time leave from the beginning, and what remains stays verifiable."""

from datetime import date, datetime, timedelta
from unittest import mock

import pytest
from django.utils import timezone

from medlove.journal import consigner, purger
from medlove.journal.models import Journal
from medlove.journal.verification import lire, rompue
from tests.medlove.journal import alterations as sql

DEBUT = date(2026, 1, 1)
pytestmark = pytest.mark.django_db


def le(jour: date) -> datetime:
    return timezone.make_aware(datetime.combine(jour, datetime.min.time())) + timedelta(hours=9)


def jours(combien: int) -> None:
    """Two lines a day, from the first of January on."""
    for rang in range(combien):
        with mock.patch.object(timezone, "now", return_value=le(DEBUT + timedelta(rang))):
            sql.ecrire(2)


def rangs() -> list[int]:
    return list(Journal.objects.dans_l_ordre().values_list("rang", flat=True))


def entier() -> bool:
    return rompue(list(lire())) is None


def test_the_lines_of_the_days_before_leave_and_a_checkpoint_says_where_it_begins():
    jours(5)
    perdue = Journal.objects.get(rang=4).sceau
    assert purger(DEBUT + timedelta(2)) == 4
    assert rangs() == [5, 6, 7, 8, 9, 10, 11]
    point = Journal.objects.first()
    assert (point.action, point.lignes) == ("journal_purge", 4)
    assert point.detail == {"avant": "2026-01-03", "debut": 5, "precedent": perdue}
    assert point.est_un_point
    assert entier()


def test_nothing_to_take_away_writes_nothing():
    assert purger(DEBUT) == 0
    jours(2)
    assert purger(DEBUT) == 0
    assert rangs() == [1, 2, 3, 4]


def test_purged_again_and_again_it_stays_whole():
    jours(6)
    for rang in range(1, 6):
        assert purger(DEBUT + timedelta(rang)) == 2
        assert purger(DEBUT + timedelta(rang)) == 0
        assert entier()
        consigner("purge")
    assert entier()


def test_all_of_it_may_leave_but_for_its_checkpoint():
    jours(3)
    assert purger(DEBUT + timedelta(30)) == 6
    assert rangs() == [7]
    assert entier()
    consigner("purge")
    assert rangs() == [7, 8]
    assert entier()


def test_a_clock_that_went_back_makes_no_hole():
    jours(3)
    with mock.patch.object(timezone, "now", return_value=le(DEBUT)):
        sql.ecrire(1)
    assert purger(DEBUT + timedelta(1)) == 2
    assert rangs() == [3, 4, 5, 6, 7, 8]
    assert entier()


@pytest.mark.parametrize(
    ("faute", "rang"),
    [
        (lambda: sql.retirer(5), 5),  # the first that is kept
        (lambda: sql.retirer(8), 8),
        (lambda: sql.modifier(11, "detail", {"debut": 7, "precedent": "0" * 64}), 11),
        (lambda: sql.modifier(11, "detail", {"debut": 5, "precedent": "0" * 64}), 11),
        (lambda: sql.modifier(11, "lignes", 1), 11),
        (lambda: sql.modifier(11, "action", "purge"), 11),
    ],
)
def test_what_is_done_to_it_since_is_found(faute, rang: int):
    jours(5)
    purger(DEBUT + timedelta(2))
    faute()
    trouvee = rompue(list(lire()))
    assert trouvee is not None
    assert trouvee.rang == rang


def test_a_purge_without_its_checkpoint_is_found():
    jours(5)
    sql.retirer(1, 4)
    trouvee = rompue(list(lire()))
    assert trouvee is not None
    assert "le début manque" in trouvee.phrase


def test_purged_lines_put_back_are_found():
    jours(4)
    avant = list(Journal.objects.filter(rang__lte=2).values())
    purger(DEBUT + timedelta(2))
    for une in avant:
        sql.sql(
            "INSERT INTO {table} (rang, quand, action, objet, filtre, detail, sceau) "
            "VALUES (%s, %s, %s, '', '', '{{}}', %s)",
            une["rang"],
            une["quand"].isoformat(),
            une["action"],
            une["sceau"],
        )
    trouvee = rompue(list(lire()))
    assert trouvee is not None
    assert "avait été purgée" in trouvee.phrase
