"""Passages and refus under eleven stay out of every part of the map that pilotage reads."""

import pytest

from medlove.models import Equipe
from tests.fabriques import (
    HalteFactory,
    PassagesFactory,
    QuartierFactory,
    RencontreFactory,
    SortieFactory,
)
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


@pytest.mark.parametrize("mesure", ["part", "nombre", "heure"])
@pytest.mark.parametrize("montrer", ["", "passages", "refus"])
@pytest.mark.parametrize("champ", ["passages", "refus"])
def test_nothing_on_the_page_of_pilotage_tells_one_small_count_from_another(
    pilotage: Personne, passages, champ: str, montrer: str, mesure: str
) -> None:
    """With enough rencontres for the people met to be many: their sum would tell a part of it."""
    RencontreFactory.create_batch(12, sortie=passages.halte.sortie)
    adresse = f"/carte/?trimestre=2026-T3&montrer={montrer}&mesure={mesure}"
    avant = sans_jeton(page(pilotage, adresse))
    setattr(passages, champ, 3)
    passages.save()
    assert sans_jeton(page(pilotage, adresse)) == avant


def test_a_print_does_not_tell_few_refus_by_the_people_met(
    coordination: Personne, passages
) -> None:
    passages.refus = 3
    passages.save()
    SortieFactory.create_batch(
        2, equipe=passages.equipe, quartier=passages.halte.quartier, date=JOUR
    )
    RencontreFactory.create_batch(12, sortie=passages.halte.sortie)
    for montrer in ("passages", "refus"):
        html = page(coordination, f"/carte/impression/?trimestre=2026-T3&montrer={montrer}")
        assert rangees(html)["Quartier petit"][0] == "masqué"
        for somme in (12 + 9 + 3, 12 + 3):
            assert f"sur {somme}" not in html
