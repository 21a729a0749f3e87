"""A server that may publish, and a season of one trimestre."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256

import pytest
import time_machine

from medlove.models import Equipe
from sessions.models import Besoin, CategorieBesoin, Reglages, Rencontre
from territoires.models import Quartier
from tests.fabriques import BesoinFactory, QuartierFactory, RencontreFactory, SortieFactory

CLE = sha256(b"une cle pour les tests").hexdigest()


@pytest.fixture
def cle(settings) -> str:
    settings.MEDLOVE_CLE_PUBLICATION = CLE
    return CLE


@pytest.fixture
def au_20_novembre() -> Iterator[None]:
    with time_machine.travel("2026-11-20 12:00", tick=False):
        yield


@pytest.fixture
def quartiers(db: None) -> list[Quartier]:
    return [QuartierFactory(numero=rang, nom=f"Quartier {rang}") for rang in (1, 2)]


@pytest.fixture
def saison(equipe: Equipe, quartiers: list[Quartier]) -> list[Rencontre]:
    """The third trimestre of 2026: 40 rencontres of droits in one quartier, 6 in the other."""
    Reglages.objects.create(equipe=equipe, taille="grande", ouverte=True)
    aides = CategorieBesoin.objects.get(code="aides_prestations")
    rencontres = []
    for quartier, nombre in zip(quartiers, (40, 6), strict=True):
        sortie = SortieFactory(equipe=equipe, quartier=quartier, date=date(2026, 9, 15))
        rencontres += RencontreFactory.build_batch(nombre, sortie=sortie, genre="feminin")
    faites = Rencontre.objects.bulk_create(rencontres)
    Besoin.objects.bulk_create(
        BesoinFactory.build(rencontre=une, categorie=aides) for une in faites
    )
    return faites
