"""Passages and refus under eleven stay out of every part of the map that pilotage reads."""

import pytest

from medlove.models import Equipe
from tests.fabriques import HalteFactory, PassagesFactory, QuartierFactory, SortieFactory
from tests.personnes import Personne
from tests.sessions.statistiques.conftest import JOUR
from tests.sessions.statistiques.test_carte import page, rangees, sans_jeton


@pytest.fixture
def passages(equipe: Equipe):
    """One sortie, with few passages and refus."""
    quartier = QuartierFactory(numero=1, nom="Quartier petit")
    sortie = SortieFactory(equipe=equipe, quartier=quartier, date=JOUR)
    return PassagesFactory(halte=HalteFactory(sortie=sortie), passages=9, refus=7)


def cellules(personne: Personne) -> list[str]:
    """The row of the quartier: a mention follows its name, for one sortie says too little."""
    lignes = rangees(page(personne)).items()
    return next(suite for nom, suite in lignes if nom.startswith("Quartier petit"))


def test_the_coordination_reads_them_exactly(coordination: Personne, passages) -> None:
    assert {"9", "7"} <= set(cellules(coordination))


def test_pilotage_does_not_read_them(pilotage: Personne, passages) -> None:
    assert not {"9", "7"} & set(cellules(pilotage))


@pytest.mark.parametrize("champ", ["passages", "refus"])
def test_nothing_on_the_page_of_pilotage_tells_one_small_count_from_another(
    pilotage: Personne, passages, champ: str
) -> None:
    avant = sans_jeton(page(pilotage))
    setattr(passages, champ, 3)
    passages.save()
    assert sans_jeton(page(pilotage)) == avant
