"""What came of all the orientations, told without reading each of them."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medlove.models import Equipe
from sessions.orientations.comptes import comptes
from sessions.orientations.models import Orientation, RetourGroupe
from sessions.periodes import Periode, Trimestre
from sessions.suivi.services import Suites, ensemble, retours_groupes, suivre
from tests.fabriques import BesoinFactory, OrientationFactory, PartenaireFactory, SortieFactory

PERIODE = Periode.de(Trimestre(2026, 3))
STATUTS = [
    Orientation.REMISE,
    Orientation.ACCUEILLIE,
    Orientation.ACCUEILLIE,
    Orientation.REFUSEE,
    Orientation.EXPIREE,
]


@pytest.fixture
def orienter(equipe: Equipe):
    """Orientations of each statut, at two partenaires, over four months of which three count."""

    def faire() -> None:
        partenaires = PartenaireFactory.create_batch(2, equipe=equipe)
        for mois in (6, 7, 8, 9):
            sortie = SortieFactory(equipe=equipe, date=datetime.date(2026, mois, 15))
            for rang, statut in enumerate(STATUTS):
                OrientationFactory(
                    besoin=BesoinFactory(rencontre__sortie=sortie, code="courriel"),
                    partenaire=partenaires[rang % 2],
                    statut=statut,
                )
        RetourGroupe.objects.create(
            equipe=equipe,
            partenaire=partenaires[0],
            mois=datetime.date(2026, 8, 1),
            accueillies=3,
            dit_le=datetime.date(2026, 9, 1),
        )

    return faire


def test_it_is_what_the_follow_up_says(equipe, autre_equipe, orienter):
    orienter()
    OrientationFactory(
        besoin__rencontre__sortie=SortieFactory(equipe=autre_equipe), statut="accueillie"
    )
    toutes = comptes(equipe, PERIODE.du, PERIODE.au)
    suivi = suivre(toutes, retours_groupes(equipe, PERIODE), PERIODE)
    assert ensemble(equipe, PERIODE) == suivi.ensemble
    assert suivi.ensemble.orientations == 15
    assert suivi.ensemble.groupees > 0


def test_nothing_done_is_nothing(equipe):
    assert ensemble(equipe, PERIODE) == Suites()


def test_its_queries_do_not_grow_with_orientations(equipe, orienter):
    for _ in range(2):
        orienter()
        with CaptureQueriesContext(connection) as requetes:
            ensemble(equipe, PERIODE)
        assert len(requetes) == 2
