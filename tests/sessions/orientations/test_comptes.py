"""How many orientations, and what came of them."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medlove.models import Equipe
from sessions.models import Orientation, Suite
from sessions.orientations.comptes import Compte, comptes
from tests.fabriques import OrientationFactory, PartenaireFactory, QuartierFactory

JUILLET, SEPTEMBRE = date(2026, 7, 1), date(2026, 9, 30)


def test_orientations_alike_are_counted_together(equipe: Equipe):
    partenaire, quartier = PartenaireFactory(equipe=equipe), QuartierFactory()
    for jour in (date(2026, 9, 3), date(2026, 9, 28), date(2026, 8, 3)):
        OrientationFactory(
            partenaire=partenaire, jour=jour, besoin__rencontre__equipe=equipe, quartier=quartier
        )
    categorie = Orientation.objects.values_list("categorie", flat=True).first()
    commun = (partenaire.pk, categorie, quartier.pk)
    assert comptes(equipe, JUILLET, SEPTEMBRE) == [
        Compte(*commun, date(2026, 8, 1), "remise", "", "", 1),
        Compte(*commun, date(2026, 9, 1), "remise", "", "", 2),
    ]


def test_the_reason_is_that_of_the_last_outcome_told(equipe: Equipe):
    orientation = OrientationFactory(besoin__rencontre__equipe=equipe, statut="refusee")
    for mois, motif in ((9, "complet"), (10, "pieces_manquantes")):
        Suite.objects.create(
            orientation=orientation,
            statut="refusee",
            motif=motif,
            jour=date(2026, mois, 1),
            source="le_partenaire",
        )
    [compte] = comptes(equipe, JUILLET, SEPTEMBRE)
    assert (compte.statut, compte.motif, compte.nombre) == ("refusee", "pieces_manquantes", 1)


def test_months_are_whole_and_those_of_others_stay_out(equipe: Equipe, autre_equipe: Equipe):
    for jour in (date(2026, 6, 30), date(2026, 7, 1), date(2026, 9, 30), date(2026, 10, 1)):
        OrientationFactory(jour=jour, besoin__rencontre__equipe=equipe)
    OrientationFactory(jour=JUILLET, besoin__rencontre__equipe=autre_equipe)
    en_jours = comptes(equipe, date(2026, 7, 20), date(2026, 9, 2))
    assert [compte.mois for compte in en_jours] == [date(2026, 7, 1), date(2026, 9, 1)]


@pytest.mark.parametrize("combien", [1, 20])
def test_it_takes_one_query(equipe: Equipe, combien: int):
    OrientationFactory.create_batch(combien, besoin__rencontre__equipe=equipe)
    with CaptureQueriesContext(
        connection,
    ) as requetes:
        comptes(equipe, JUILLET, SEPTEMBRE)
    assert len(requetes) == 1


@pytest.mark.parametrize("jour", [date(2026, 2, 28), date(2028, 2, 29), date(2026, 12, 31)])
def test_the_last_day_of_a_month_counts_in_it(equipe: Equipe, jour: date):
    OrientationFactory(jour=jour, besoin__rencontre__equipe=equipe)
    OrientationFactory(jour=jour + timedelta(days=1), besoin__rencontre__equipe=equipe)
    [compte] = comptes(equipe, jour, jour.replace(day=1))
    assert (compte.mois, compte.nombre) == (jour.replace(day=1), 1)
