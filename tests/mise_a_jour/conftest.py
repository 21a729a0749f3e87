"""The first version after a season, and the same brought up to date: each made once, by whichever
worker needs it first, and copied by all."""

import pickle
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.base_migree import chacun_son_tour, dossier_partage
from tests.mise_a_jour.bases import Bases, dans
from tests.mise_a_jour.premiere import Saison, batir
from tests.mise_a_jour.releve import Releve, relever


@dataclass
class Etat:
    """A database that nobody writes in: it is copied."""

    nom: str
    releve: Releve


UneFois = Callable[[str, Callable[[], Etat]], Etat]


@pytest.fixture(scope="package")
def bases(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Bases]:
    bases = Bases(tmp_path_factory.mktemp("bases"))
    with django_db_blocker.unblock():
        yield bases
        bases.jeter()


@pytest.fixture(scope="package")
def une_fois(bases: Bases, tmp_path_factory: pytest.TempPathFactory) -> UneFois:
    dossier = dossier_partage(tmp_path_factory)

    def obtenir(titre: str, faire: Callable[[], Etat]) -> Etat:
        if dossier is None:
            return faire()
        fait = dossier / f"{titre}.{connection.vendor}"
        with chacun_son_tour(fait):
            if not fait.exists():
                etat = faire()
                bases.laisser(etat.nom)
                fait.write_bytes(pickle.dumps(etat))
            lu: Etat = pickle.loads(fait.read_bytes())
            return lu

    return obtenir


@pytest.fixture(scope="package")
def premiere(bases: Bases, une_fois: UneFois) -> Etat:
    def faire() -> Etat:
        nom = bases.neuve()
        with dans(nom):
            registre = batir()
            Saison(registre).ecrire()
            return Etat(nom, relever(registre))

    return une_fois("premiere", faire)


@pytest.fixture(scope="package")
def a_jour(bases: Bases, premiere: Etat, une_fois: UneFois) -> Etat:
    def faire() -> Etat:
        nom = bases.neuve(premiere.nom)
        with dans(nom):
            call_command("migrate", verbosity=0, interactive=False)
            return Etat(nom, relever(apps))

    return une_fois("a_jour", faire)


@pytest.fixture
def aujourd_hui(bases: Bases, a_jour: Etat) -> Iterator[str]:
    """The season of the first version under the program of today, to be used as one likes."""
    with dans(nom := bases.neuve(a_jour.nom)):
        yield nom
