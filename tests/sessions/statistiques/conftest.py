"""A season of one trimestre in which every look of the map is met, and one drawn by chance."""

from collections.abc import Callable
from datetime import date
from random import Random

import pytest
from django.db.models import Model

from medlove.models import Equipe
from sessions.models import (
    Besoin,
    CategorieBesoin,
    Exigence,
    Halte,
    Passages,
    QuestionPosee,
    Rencontre,
    Sortie,
    Vecu,
)
from sessions.nomenclatures.listes import NON_RENSEIGNE, libelles
from sessions.periodes import Periode, Trimestre
from sessions.rencontres.selection import Selection
from sessions.statistiques.mesures import DIMENSIONS
from territoires.models import Quartier
from tests.fabriques import (
    BesoinFactory,
    HalteFactory,
    PassagesFactory,
    QuartierFactory,
    RencontreFactory,
    SortieFactory,
    ecrire,
)

JOUR = date(2026, 9, 15)
ANNEE = Periode.de(Trimestre(2026, 1), Trimestre(2026, 4))
UN_CHAMP = {f.name for f in Rencontre._meta.fields}


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


@pytest.fixture(scope="module")
def graine() -> int:
    return Random().randrange(10**6)


@pytest.fixture
def saison_tiree(equipe: Equipe, graine: int) -> Equipe:
    """Thirty rencontres of 2026 in two quartiers, and one of another year."""
    hasard = Random(graine)
    quartiers = QuartierFactory.create_batch(2)
    categories = list(CategorieBesoin.objects.filter(equipe=None))
    sous = CategorieBesoin.objects.create(
        equipe=equipe,
        code="loyer",
        domaine="droits",
        libelle="Loyer",
        famille="logement",
        parent=CategorieBesoin.objects.get(code="logement"),
    )
    ecrites: list[Model] = []
    for rang in range(31):
        jour = date(2025, 12, 31) if rang == 30 else date(2026, hasard.randint(1, 12), 9)
        sortie = SortieFactory.build(equipe=equipe, date=jour, quartier=hasard.choice(quartiers))
        champs = {
            une.code: hasard.choice([*une.modalites(Selection(equipe, ANNEE)), NON_RENSEIGNE])
            for une in DIMENSIONS.values()
            if une.code in UN_CHAMP and une.code not in {"quartier", "nb_personnes", "saisie"}
        }
        rencontre = RencontreFactory.build(sortie=sortie, **champs)
        ecrites += [sortie, rencontre]
        for question in hasard.sample(sorted(libelles("question")), 2):
            ecrites.append(QuestionPosee(rencontre=rencontre, code=question))
        for code in hasard.sample(sorted(libelles("vecu")), hasard.randint(0, 2)):
            ecrites.append(Vecu(rencontre=rencontre, code=code))
        for numero in range(hasard.randint(0, 3)):
            besoin = BesoinFactory.build(
                rencontre=rencontre,
                rang=numero + 1,
                categorie=hasard.choice([*categories, sous, sous, sous]),
                reponse=hasard.choice(sorted(libelles("reponse"))),
                organisme=hasard.choice(sorted(libelles("organisme"))),
                non_recours=hasard.choice(sorted(libelles("non_recours"))),
            )
            ecrites.append(besoin)
            for code in hasard.sample(sorted(libelles("exigence")), hasard.randint(0, 3)):
                ecrites.append(Exigence(besoin=besoin, code=code))
    ecrire(ecrites)
    return equipe
