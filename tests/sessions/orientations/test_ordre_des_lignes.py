"""The files of a database keep the order in which rows came: the nightly command takes it away."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import connection

from medlove.models import Equipe
from sessions.models import Orientation, Suite, Suppression
from sessions.orientations.comptes import comptes
from sessions.orientations.services import conclure
from tests.fabriques import PartenaireFactory
from tests.sessions.orientations.conftest import remettre
from tests.sessions.orientations.test_coupure import AU, DU
from tests.sessions.terrain.envois import Tablette

COMBIEN = 12


@pytest.fixture
def venues(horloge: Any, tablette: Tablette, equipe: Equipe) -> list[UUID]:
    """The partenaires of a dozen orientations, in the order in which each was made and told."""
    partenaires = PartenaireFactory.create_batch(COMBIEN, equipe=equipe)
    for partenaire in partenaires:
        remise = remettre(tablette, partenaire)
        conclure(remise.en_base(), Orientation.ACCUEILLIE, source="le_partenaire")
    return [partenaire.pk for partenaire in partenaires]


def sur_le_disque(modele: type, colonne: str) -> Sequence[Any]:
    """The values of a column as the rows lie in their table."""
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    table = modele._meta.db_table  # type: ignore[attr-defined]
    with connection.cursor() as curseur:
        curseur.execute(f"SELECT {colonne} FROM {table} ORDER BY {place}")
        return [UUID(str(valeur)) for (valeur,) in curseur.fetchall()]


def test_rows_lie_in_the_order_of_drawn_ids_after_the_night(venues: list[UUID], equipe: Equipe):
    avant = comptes(equipe, DU, AU)
    call_command("relancer_orientations", verbosity=0)
    assert sur_le_disque(Orientation, "partenaire_id") != venues
    for modele in (Orientation, Suite, Suppression):
        ranges = sur_le_disque(modele, "id")
        # PostgreSQL may put a row where another one was: sorted most often, never as they came.
        assert ranges == sorted(ranges) or connection.vendor == "postgresql"
        assert len(ranges) == COMBIEN
    assert comptes(equipe, DU, AU) == avant


def test_what_is_still_awaited_is_left_where_it_is(
    venues: list[UUID], tablette: Tablette, equipe: Equipe
):
    attendue = remettre(tablette, PartenaireFactory(equipe=equipe)).en_base()
    call_command("relancer_orientations", verbosity=0)
    attendue.refresh_from_db()
    assert attendue.besoin_id is not None
    assert Orientation.objects.count() == COMBIEN + 1
