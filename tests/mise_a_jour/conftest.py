"""The first version after a season, and the same brought up to date: each made once."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.apps import apps
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from tests.mise_a_jour.bases import Bases, dans
from tests.mise_a_jour.premiere import Saison, batir
from tests.mise_a_jour.releve import Releve, relever


@dataclass
class Etat:
    """A database that nobody writes in: it is copied."""

    nom: str
    releve: Releve


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
def premiere(bases: Bases) -> Etat:
    nom = bases.neuve()
    with dans(nom):
        registre = batir()
        Saison(registre).ecrire()
        return Etat(nom, relever(registre))


@pytest.fixture(scope="package")
def a_jour(bases: Bases, premiere: Etat) -> Etat:
    nom = bases.neuve(premiere.nom)
    with dans(nom):
        call_command("migrate", verbosity=0, interactive=False)
        return Etat(nom, relever(apps))


@pytest.fixture
def aujourd_hui(bases: Bases, a_jour: Etat) -> Iterator[str]:
    """The season of the first version under the program of today, to be used as one likes."""
    with dans(nom := bases.neuve(a_jour.nom)):
        yield nom
