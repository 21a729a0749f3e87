"""A season of one trimestre in which every look of the map is met."""

from collections.abc import Callable
from datetime import date

import pytest

from medlove.models import Equipe
from sessions.models import Besoin, CategorieBesoin, Halte, Passages, Rencontre, Sortie
from territoires.models import Quartier
from tests.fabriques import (
    BesoinFactory,
    HalteFactory,
    PassagesFactory,
    QuartierFactory,
    RencontreFactory,
    SortieFactory,
)

JOUR = date(2026, 9, 15)


@pytest.fixture
def sorties_dans(equipe: Equipe) -> Callable[[Quartier, int], list[Sortie]]:
    """Sorties of two hours in a quartier, with seven passages and one refus each."""

    def sortir(quartier: Quartier, nombre: int) -> list[Sortie]:
        sorties = Sortie.objects.bulk_create(
            SortieFactory.build_batch(nombre, equipe=equipe, quartier=quartier, date=JOUR)
        )
        haltes = Halte.objects.bulk_create(
            HalteFactory.build(sortie=sortie, minutes=120) for sortie in sorties
        )
        Passages.objects.bulk_create(
            PassagesFactory.build(halte=halte, passages=7, refus=1) for halte in haltes
        )
        return sorties

    return sortir


@pytest.fixture
def saison(sorties_dans: Callable[[Quartier, int], list[Sortie]]) -> dict[str, Quartier]:
    """The quartiers by look.

    valeur: 3 sorties, 40 rencontres of which 12 with a besoin of droits; petit: 3 sorties,
    3 rencontres; zero: 3 sorties, no rencontre; trop_peu: 2 sorties, 20 rencontres;
    jamais: nothing.
    """
    noms = ("valeur", "petit", "zero", "trop_peu", "jamais")
    quartiers = {
        nom: QuartierFactory(numero=rang, nom=f"Quartier {nom}")
        for rang, nom in enumerate(noms, start=1)
    }
    for nom, sorties, rencontres in (
        ("valeur", 3, 40),
        ("petit", 3, 3),
        ("zero", 3, 0),
        ("trop_peu", 2, 20),
    ):
        premiere, *_ = sorties_dans(quartiers[nom], sorties)
        faites = Rencontre.objects.bulk_create(
            RencontreFactory.build_batch(rencontres, sortie=premiere)
        )
        if nom == "valeur":
            aides = CategorieBesoin.objects.get(code="aides_prestations")
            Besoin.objects.bulk_create(
                BesoinFactory.build(rencontre=une, categorie=aides) for une in faites[:12]
            )
    return quartiers
