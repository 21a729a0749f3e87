"""The gap in the local offer: what nobody answered, and what no partenaire answers."""

from datetime import date

import pytest

from medlove.models import Equipe
from sessions.models import Besoin, CategorieBesoin, Orientation
from sessions.orientations.comptes import comptes
from sessions.orientations.coupure import couper
from sessions.periodes import Periode, Trimestre
from sessions.suivi.offre import Manque, Offre, offre
from tests.fabriques import (
    BesoinFactory,
    OrientationFactory,
    PartenaireFactory,
    RencontreFactory,
    SortieFactory,
)

PERIODE = Periode.de(Trimestre(2026, 3))
JOUR = date(2026, 9, 30)


@pytest.fixture
def rencontre(equipe: Equipe):
    return RencontreFactory(sortie=SortieFactory(equipe=equipe))


def calculer(equipe: Equipe, **options) -> Offre:
    categories = list(CategorieBesoin.objects.pour(equipe))
    lus = comptes(equipe, PERIODE.du, PERIODE.au)
    return offre(equipe, PERIODE, lus, categories, JOUR, **options)


@pytest.fixture
def aides(db: None) -> CategorieBesoin:
    return CategorieBesoin.objects.get(code="aides_prestations")


@pytest.mark.parametrize(
    ("reponse", "attendu"),
    [
        ("sans_reponse", Manque(1, sans_reponse=1)),
        ("a_revoir", Manque(1, a_revoir=1)),
        ("orientation", Manque(1, sans_orientation=1)),
        ("sur_place", Manque(1)),
        ("en_partie", Manque(1)),
        ("pas_souhaitee", Manque(1)),
        ("non_renseigne", Manque(1)),
    ],
)
def test_what_is_missing_follows_the_reponse(equipe, rencontre, aides, reponse, attendu):
    BesoinFactory(rencontre=rencontre, reponse=reponse)
    lue = calculer(equipe)
    assert lue.par_categorie == {aides.pk: attendu}
    assert lue.par_quartier == {rencontre.quartier_id: attendu}
    assert lue.ensemble == attendu


def test_the_gap_is_the_same_once_links_are_cut(equipe, rencontre):
    partenaire = PartenaireFactory(equipe=equipe)
    for _ in range(3):
        besoin = BesoinFactory(rencontre=rencontre, reponse="orientation")
        OrientationFactory(besoin=besoin, partenaire=partenaire)
    BesoinFactory(rencontre=rencontre, reponse="orientation")
    avant = calculer(equipe)
    assert avant.ensemble == Manque(4, sans_orientation=1)
    Orientation.objects.update(statut="accueillie")
    for une in Orientation.objects.all():
        couper(une)
    assert calculer(equipe) == avant


def test_orientations_of_another_month_or_more_than_besoins_hide_nothing(equipe, rencontre):
    ailleurs = RencontreFactory(sortie=SortieFactory(equipe=equipe, date=date(2026, 8, 3)))
    for _ in range(2):
        besoin = BesoinFactory(rencontre=ailleurs, reponse="en_partie")
        OrientationFactory(besoin=besoin, partenaire=PartenaireFactory(equipe=equipe))
    BesoinFactory(rencontre=rencontre, reponse="orientation")
    assert calculer(equipe).ensemble == Manque(3, sans_orientation=1)


def test_a_quartier_keeps_its_own(equipe, rencontre):
    autre = RencontreFactory(sortie=SortieFactory(equipe=equipe))
    for une in (rencontre, autre, autre):
        BesoinFactory(rencontre=une, reponse="sans_reponse")
    assert calculer(equipe, quartier=autre.quartier_id).ensemble == Manque(2, sans_reponse=2)


def test_another_équipe_counts_for_nothing(equipe, autre_equipe, aides):
    etrangere = RencontreFactory(sortie=SortieFactory(equipe=autre_equipe))
    BesoinFactory(rencontre=etrangere, reponse="sans_reponse")
    aides.partenaires.add(PartenaireFactory(equipe=autre_equipe))
    lue = calculer(equipe)
    assert lue.ensemble == Manque()
    assert lue.partenaires[aides.pk] == 0


@pytest.mark.parametrize(
    ("champs", "attendu"),
    [
        ({}, 1),
        ({"is_active": False}, 0),
        ({"en_pause_jusqu_au": JOUR}, 0),
        ({"en_pause_jusqu_au": date(2026, 9, 29)}, 1),
    ],
)
def test_only_a_partenaire_in_service_and_not_paused_answers(equipe, aides, champs, attendu):
    aides.partenaires.add(PartenaireFactory(equipe=equipe, **champs))
    assert calculer(equipe).partenaires[aides.pk] == attendu


def test_who_answers_a_category_answers_its_sub_categories_once(equipe, aides):
    sienne = CategorieBesoin.objects.create(
        equipe=equipe, code="la_notre", libelle="La nôtre", parent=aides, domaine=aides.domaine
    )
    partenaire = PartenaireFactory(equipe=equipe)
    aides.partenaires.add(partenaire)
    sienne.partenaires.add(partenaire)
    assert calculer(equipe).partenaires[sienne.pk] == 1
    assert Besoin.objects.count() == 0
