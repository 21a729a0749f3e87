"""One instant of the base, whoever writes meanwhile."""

import threading
from collections.abc import Callable

import pytest
from django.db import connections

from medlove.journal import consigner
from medlove.models import Journal
from sessions.sauvegarde import bases
from tests.sessions.sauvegarde.conftest import Comptes

pytestmark = pytest.mark.django_db(transaction=True)


def ailleurs(ecrire: Callable[[], object], base_partagee: Callable[[], None]) -> None:
    """In another thread, on a connection of its own."""

    def jouer() -> None:
        base_partagee()
        ecrire()
        connections.close_all()

    fil = threading.Thread(target=jouer)
    fil.start()
    fil.join(30)


def test_nothing_changes_there_while_others_write(
    base: Callable[[], Comptes], base_partagee: Callable[[], None]
):
    with bases.instantane() as instant:
        avant = Journal.objects.using(instant).count()
        ailleurs(lambda: consigner("purge"), base_partagee)
        assert Journal.objects.using(instant).count() == avant
        # nor is anybody kept from writing, nor does one see less elsewhere
        assert Journal.objects.count() == avant + 1


def test_the_other_door_closes_behind_it(base: Callable[[], Comptes]):
    with bases.instantane() as instant:
        assert instant == bases.INSTANT
    assert not hasattr(connections._connections, bases.INSTANT)
