"""What a test of the browser wrote is gone at its end, and what migrations wrote is there."""

import pytest
from django.contrib.auth.models import Permission
from django.test import TransactionTestCase

from medlove.models import Equipe
from sessions.models import CategorieBesoin
from tests.fabriques import EquipeFactory

pytestmark = pytest.mark.django_db(transaction=True)


def comptes() -> list[int]:
    return [modele.objects.count() for modele in (Equipe, CategorieBesoin, Permission)]


def test_the_base_of_the_next_test_is_as_migrated():
    avant = comptes()
    EquipeFactory()
    CategorieBesoin.objects.first().delete()
    TransactionTestCase()._fixture_teardown()
    assert comptes() == avant
    assert avant[0] == 0
    assert min(avant[1:]) > 20
