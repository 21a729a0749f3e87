"""The same season, built on any day and on any database, is the same bytes."""

from datetime import date
from hashlib import sha256
from uuid import NAMESPACE_URL, uuid5

import pytest
import time_machine

from medlove.models import Equipe
from sessions.models import (
    Besoin,
    CategorieBesoin,
    Exigence,
    Halte,
    QuestionPosee,
    Reglages,
    Rencontre,
)
from sessions.publication import services
from sessions.publication.fichiers import MANIFESTE, fichiers
from tests.fabriques import (
    BesoinFactory,
    HalteFactory,
    QuartierFactory,
    RencontreFactory,
    SortieFactory,
    carre,
)

# Of the manifest, which holds that of every other file. It changes with the catalogue, the
# engine or a file's layout: then write it again. Both databases are held to this one.
EMPREINTE = "f1989a1f9bd2681e66f3ff1f4197b71284d934621fed17e43721e2e6f7af4f7d"

AGES = ("18_24", "25_39", "40_59", "75_plus")
CATEGORIES = ("aides_prestations", "courriel", "imprimer_scanner_recharger", "discuter")
EXIGENCES = ("imprimer_ou_scanner", "lire_et_ecrire")


@pytest.fixture
def saison(equipe: Equipe) -> None:
    """Three hundred rencontres of 2025, whose ids are always the same, and a quartier without."""
    Reglages.objects.create(equipe=equipe, taille="grande")
    categories = [CategorieBesoin.objects.get(code=code) for code in CATEGORIES]
    haltes = [_halte(equipe, mois) for mois in (2, 5, 11)]
    rencontres, besoins = [], []
    for rang in range(300):
        halte = haltes[(rang * rang) % 3]
        une = RencontreFactory.build(
            id=uuid5(NAMESPACE_URL, str(rang)),
            sortie=halte.sortie,
            halte=halte,
            tranche_age=AGES[rang % 4],
            genre="feminin" if rang % 3 else "masculin",
            deja_rencontre="premiere_fois" if rang % 5 else "non_renseigne",
        )
        rencontres.append(une)
        besoins.append(BesoinFactory.build(rencontre=une, categorie=categories[rang % 7 % 4]))
    Rencontre.objects.bulk_create(rencontres)
    Besoin.objects.bulk_create(besoins)
    Exigence.objects.bulk_create(
        Exigence(besoin=un, code=EXIGENCES[rang % 2]) for rang, un in enumerate(besoins[::2])
    )
    QuestionPosee.objects.bulk_create(
        QuestionPosee(rencontre=une, code="exigences") for une in rencontres[::3]
    )


def _halte(equipe: Equipe, mois: int) -> Halte:
    """In a quartier of its own, whose name and outline owe nothing to other tests."""
    quartier = QuartierFactory(
        numero=mois, nom=f"Quartier {mois}", contour=carre(-1.7 + mois / 100, 48.1)
    )
    sortie = SortieFactory(equipe=equipe, date=date(2025, mois, 9), quartier=quartier)
    return HalteFactory(sortie=sortie, minutes=90)


@pytest.mark.django_db
@pytest.mark.usefixtures("cle", "saison")
@pytest.mark.parametrize("jour", ["2026-02-02", "2026-11-20"])
def test_a_year_is_the_same_bytes_on_any_day_and_any_database(equipe: Equipe, jour: str) -> None:
    with time_machine.travel(jour):
        manifeste = fichiers(services.publier(equipe, "2025"))[MANIFESTE]
    assert sha256(manifeste).hexdigest() == EMPREINTE
