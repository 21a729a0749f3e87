"""The migrations say all that the models say, can be read, and can be undone."""

import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration
from django.db.migrations.state import StateApps

from sessions.nomenclatures.chargement import charger_apres_migration

NOS_APPLICATIONS = ["medlove", "territoires", "medlove_sessions"]


def nos_migrations() -> list[Migration]:
    chargeur = MigrationLoader(connection=None)
    return [
        migration
        for (application, _), migration in sorted(chargeur.disk_migrations.items())
        if application in NOS_APPLICATIONS
    ]


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
@pytest.mark.deux_bases
def test_the_database_of_the_tests_lacks_none_of_them(request: pytest.FixtureRequest):
    """It may be the copy of another (tests/base_migree.py)."""
    if request.config.getoption("nomigrations"):
        pytest.skip("made from the models")
    executeur = MigrationExecutor(connection)
    assert executeur.migration_plan(executeur.loader.graph.leaf_nodes()) == []


def test_the_label_of_sessions_is_ours_and_not_the_one_of_django():
    assert apps.get_app_config("medlove_sessions").name == "sessions"
    assert apps.get_app_config("sessions").name == "django.contrib.sessions"


def test_every_application_has_its_first_migration():
    premieres = {(une.app_label, une.name) for une in nos_migrations() if une.initial}
    assert premieres >= {(nom, "0001_initial") for nom in NOS_APPLICATIONS}


@pytest.mark.parametrize("migration", nos_migrations(), ids=str)
def test_a_migration_has_a_name_that_says_what_it_does(migration: Migration):
    assert not re.search(r"_auto_\d|_\d{8}|_and_more$", migration.name)


@pytest.mark.parametrize("migration", nos_migrations(), ids=str)
def test_a_migration_can_be_undone(migration: Migration):
    assert [operation for operation in migration.operations if not operation.reversible] == []


def test_once_ours_are_undone_no_table_is_asked_for():
    """Without a database: to ask for one fails."""
    charger_apres_migration(apps=StateApps([], {}))


@pytest.mark.django_db
def test_the_national_categories_are_there_after_a_migration():
    assert apps.get_model("medlove_sessions", "CategorieBesoin").objects.exists()
