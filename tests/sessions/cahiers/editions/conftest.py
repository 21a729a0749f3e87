"""A published trimestre, its cahier, and its three files made once for all the tests."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from io import BytesIO

import pytest
from pikepdf import Pdf

from medlove.models import Equipe
from sessions.cahiers.editions.models import Variante
from sessions.cahiers.editions.rendu import Fabrique, fabriquer
from sessions.cahiers.services import commencer
from sessions.models import Besoin, Cahier, CategorieBesoin, Publication, Reglages, Rencontre
from sessions.publication import services
from tests.fabriques import (
    BesoinFactory,
    HalteFactory,
    QuartierFactory,
    RencontreFactory,
    SortieFactory,
    carre,
)

CLE = sha256(b"une cle pour les tests").hexdigest()
CATEGORIES = ("aides_prestations", "courriel", "imprimer_scanner_recharger", "discuter")
FAITES: dict[Variante, Fabrique] = {}


@pytest.fixture
def saison(equipe: Equipe) -> None:
    """Two hundred rencontres of the third trimestre of 2026, in two quartiers."""
    Reglages.objects.create(equipe=equipe, taille="grande", licence="Licence Ouverte 2.0")
    categories = [CategorieBesoin.objects.get(code=code) for code in CATEGORIES]
    haltes = []
    for numero in (3, 4):
        quartier = QuartierFactory(
            numero=numero, nom=f"Quartier {numero}", contour=carre(-1.7 + numero / 100, 48.1)
        )
        sortie = SortieFactory(equipe=equipe, date=date(2026, 8, numero), quartier=quartier)
        haltes.append(HalteFactory(sortie=sortie, minutes=90))
    rencontres = [
        RencontreFactory.build(sortie=haltes[rang % 2].sortie, halte=haltes[rang % 2])
        for rang in range(200)
    ]
    Rencontre.objects.bulk_create(rencontres)
    Besoin.objects.bulk_create(
        BesoinFactory.build(rencontre=une, categorie=categories[rang % 7 % 4])
        for rang, une in enumerate(rencontres)
    )


@pytest.fixture
def publication(saison: None, equipe: Equipe, settings) -> Publication:
    settings.MEDLOVE_CLE_PUBLICATION = CLE
    return services.publier(equipe, "2026-T3", le=date(2026, 11, 20))


@pytest.fixture
def cahier(equipe: Equipe) -> Cahier:
    cahier = commencer(Cahier(equipe=equipe, titre="Un été au Blosne", periode="2026-T3"))
    texte = "Voir [le réseau](https://exemple.org/reseau/) et <https://exemple.org/autre>."
    cahier.sections.filter(code="velo").update(texte=texte)
    return cahier


@pytest.fixture
def faire(db: None, request: pytest.FixtureRequest) -> Callable[[Variante], Fabrique]:
    """A making of that cahier, from rows that are the same each time: counted once."""

    def une(variante: Variante) -> Fabrique:
        if variante not in FAITES:
            request.getfixturevalue("publication")
            FAITES[variante] = fabriquer(request.getfixturevalue("cahier"), variante)
        return FAITES[variante]

    return une


@pytest.fixture
def ouvrir(faire: Callable[[Variante], Fabrique]) -> Callable[[Variante], Pdf]:
    return lambda variante: Pdf.open(BytesIO(faire(variante).pdf))
