"""Lines written before they were bound are bound in their order, and name nobody by e-mail."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from medlove.journal import consigner
from medlove.journal.models import Journal
from medlove.journal.verification import lire, rompue
from tests.fabriques import EquipeFactory, UtilisateurFactory

AVANT, APRES = [("medlove", "0002_acces")], [("medlove", "0003_journal")]
DEBUT = datetime(2026, 3, 1, 9, 30, 12, 345678, tzinfo=UTC)

pytestmark = pytest.mark.django_db(transaction=True)


def migrer(vers: list[tuple[str, str]]) -> Any:
    executeur = MigrationExecutor(connection)
    executeur.migrate(vers)
    return MigrationExecutor(connection).loader.project_state(vers).apps


@pytest.fixture
def avant() -> Iterator[Callable[[], Any]]:
    yield lambda: migrer(AVANT)
    executeur = MigrationExecutor(connection)
    executeur.migrate(executeur.loader.graph.leaf_nodes())


@pytest.mark.complet
def test_the_lines_already_there_are_bound_in_their_order(avant: Callable[[], Any]):
    equipe, compte = EquipeFactory(), UtilisateurFactory()
    ancien = avant().get_model("medlove", "Journal")
    lignes = [
        ("export", compte.email, {"page": "carte", "lignes": 3}, 0),
        ("cahier composé", "parti@exemple.test", {"cahier": "1"}, 2),
        ("membre.invite", "", {"mesure": 1.5, "rond": 100.0}, 1),
    ]
    for action, acteur, detail, jours in lignes:
        ancien.objects.create(
            quand=DEBUT + timedelta(days=jours),
            equipe_id=equipe.pk,
            acteur=acteur,
            action=action,
            detail=detail,
        )
    migrer(APRES)
    executeur = MigrationExecutor(connection)
    executeur.migrate(executeur.loader.graph.leaf_nodes())
    lues = list(Journal.objects.dans_l_ordre())
    assert [(une.rang, une.action, une.acteur) for une in lues] == [
        (1, "export", compte.pk),
        (2, "membre.invite", None),
        (3, "cahier_compose", None),
    ]
    assert "@" not in str(list(Journal.objects.values()))
    assert rompue(list(lire())) is None
    consigner("purge")
    assert rompue(list(lire())) is None


@pytest.mark.complet
def test_going_back_names_those_who_are_still_there(avant: Callable[[], Any]):
    compte = UtilisateurFactory()
    consigner("export", par=compte)
    ancien = avant().get_model("medlove", "Journal")
    assert ancien.objects.get().acteur == compte.email
