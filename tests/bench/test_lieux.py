"""The fictitious places of bench/annuaire: as many as asked, the same each time, readable."""

import pytest

from bench.lieux import semer
from medlove.models import Equipe
from territoires.horaires import Horaires
from territoires.models import Partenaire


@pytest.fixture
def semes(equipe: Equipe) -> list[Partenaire]:
    semer(equipe, 40)
    return list(Partenaire.objects.prefetch_related("categories"))


def test_they_are_as_many_as_asked_and_all_can_be_found(semes: list[Partenaire]):
    assert len(semes) == 40
    assert all(un.recherche and un.nom_recherche and un.quartier for un in semes)
    assert all(un.categories.count() == 2 for un in semes)


def test_their_hours_can_be_read(semes: list[Partenaire]):
    assert all(Horaires.lire(un.horaires) for un in semes)


def test_they_are_the_same_each_time(equipe: Equipe, autre_equipe: Equipe):
    for une in (equipe, autre_equipe):
        semer(une, 10)
    ici, ailleurs = (
        list(Partenaire.objects.de(une).values_list("nom", "horaires", "recherche"))
        for une in (equipe, autre_equipe)
    )
    assert ici == ailleurs
