"""However one comes to today: at once, migration by migration, or after a `migrate` cut short."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.epreuve.serveur import adresse_de
from tests.mise_a_jour.bases import Bases, dans
from tests.mise_a_jour.conftest import Etat
from tests.mise_a_jour.premiere import NOS_APPLICATIONS
from tests.mise_a_jour.releve import Releve, relever, sans_cle

RACINE = Path(__file__).resolve().parents[2]
# Drawn or dated when they are written: they differ from one run to the next.
TIREES = {
    "medlove_sessions.suite",
    "medlove_sessions.chiffredecontexte",
    "medlove_sessions.section",
}
DATEES = ("modifie_le", "modifiee_le")
# One that only adds, one that moves data, one that does both to tables that hold rows.
FATALES = [
    "territoires.0003_annuaire_suite",
    "medlove_sessions.0004_suites_sans_ordre",
    "medlove_sessions.0008_premiers_besoins",
    "medlove_sessions.0009_cahiers",
]


def comparable(releve: Releve) -> dict[str, Any]:
    return {
        table: sans_cle(lignes, *DATEES)
        if table in TIREES
        else {
            pk: {nom: valeur for nom, valeur in une.items() if nom not in DATEES}
            for pk, une in lignes.items()
        }
        for table, lignes in releve.items()
    }


def faites() -> set[tuple[str, str]]:
    return set(MigrationExecutor(connection).loader.applied_migrations)


def mourir(point: str, fatale: str, base: str) -> None:
    mort = subprocess.run(
        [sys.executable, "-m", "tests.mise_a_jour.mort", point, fatale],
        cwd=RACINE,
        env=os.environ
        | {
            "DATABASE_URL": adresse_de({**connection.settings_dict, "NAME": base}),
            "DJANGO_SETTINGS_MODULE": "medlove.settings",
        },
        capture_output=True,
        timeout=100,
        check=False,
    )
    assert mort.returncode == -9, (mort.stdout + mort.stderr).decode()


@pytest.mark.complet
def test_migration_by_migration_is_the_same_as_at_once(bases: Bases, premiere: Etat, a_jour: Etat):
    """As a team that upgraded at each of them: `migrate` is run to its end every time."""
    with dans(bases.neuve(premiere.nom)):
        executeur = MigrationExecutor(connection)
        plan = executeur.migration_plan(executeur.loader.graph.leaf_nodes())
        etapes = [(une.app_label, une.name) for une, _ in plan]
        assert len([une for une in etapes if une[0] in NOS_APPLICATIONS]) >= 16
        for etape in etapes:
            MigrationExecutor(connection).migrate([etape])
        call_command("migrate", verbosity=0, interactive=False)
        assert comparable(relever(apps)) == comparable(a_jour.releve)


@pytest.mark.complet
@pytest.mark.parametrize(
    ("point", "fatale"),
    [
        pytest.param(
            point,
            fatale,
            marks=[] if fatale == FATALES[-1] and point == "pendant" else pytest.mark.complet,
        )
        for fatale in FATALES
        for point in ("avant", "pendant")
    ],
)
def test_a_migrate_killed_is_run_again_and_nothing_is_lost(
    point: str, fatale: str, bases: Bases, premiere: Etat, a_jour: Etat
):
    nom = bases.neuve(premiere.nom)
    mourir(point, fatale, nom)
    with dans(nom):
        assert tuple(fatale.split(".")) not in faites()
        call_command("migrate", verbosity=0, interactive=False)
        assert comparable(relever(apps)) == comparable(a_jour.releve)
