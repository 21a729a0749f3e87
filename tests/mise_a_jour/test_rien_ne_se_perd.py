"""From the first version to today, with its rows: nothing is lost, nothing is altered."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.mise_a_jour.bases import dans
from tests.mise_a_jour.conftest import Etat
from tests.mise_a_jour.premiere import LONGUE, NOS_APPLICATIONS, SANS_ESPACE, uuid
from tests.mise_a_jour.releve import pertes

pytestmark = [pytest.mark.deux_bases, pytest.mark.toujours, pytest.mark.d_abord]


def test_every_table_of_the_first_version_has_rows(premiere: Etat):
    assert [table for table, lignes in premiere.releve.items() if not lignes] == []
    assert sum(map(len, premiere.releve.values())) > 500


def test_every_row_and_every_value_is_found_again(premiere: Etat, a_jour: Etat):
    assert pertes(premiere.releve, a_jour.releve) == []


def test_nothing_of_the_field_came_by_itself(premiere: Etat, a_jour: Etat):
    """Only what an équipe starts with today: figures of context, sections of the outline."""
    plus = {
        table: len(lignes) - len(premiere.releve.get(table, {}))
        for table, lignes in a_jour.releve.items()
        if len(lignes) != len(premiere.releve.get(table, {}))
    }
    assert set(plus) == {"medlove_sessions.chiffredecontexte", "medlove_sessions.section"}


def test_a_long_presentation_is_kept_whole_and_begins_the_short_one(a_jour: Etat):
    lignes = a_jour.releve["territoires.partenaire"]
    courte, longue, sans_espace = (lignes[uuid(f"partenaire {rang}")] for rang in range(3))
    assert (courte["presentation_resume"], courte["presentation_detail"]) == (
        "Un centre social.",
        "",
    )
    assert longue["presentation_detail"] == LONGUE
    assert sans_espace["presentation_detail"] == SANS_ESPACE
    for une in (longue, sans_espace):
        resume = une["presentation_resume"]
        assert len(resume) <= 280
        assert une["presentation_detail"].startswith(resume.removesuffix("…"))


def test_a_cahier_takes_the_period_of_its_days(a_jour: Etat):
    cahiers = a_jour.releve["medlove_sessions.cahier"]
    assert cahiers[uuid("trimestre")]["periode"] == "2025-T3"
    assert cahiers[uuid("ete")]["periode"] == "2025"


def test_what_waits_for_an_answer_is_still_bound_and_what_is_cut_is_not(a_jour: Etat):
    orientations = a_jour.releve["medlove_sessions.orientation"].values()
    for une in orientations:
        assert (une["statut"] == "remise") == bool(une["besoin_id"] and une["jeton_sha256"])


def test_the_first_besoin_of_each_kind_is_marked(a_jour: Etat):
    """As `besoins.save` would have: one first a rencontre, one a kind."""
    besoins = list(a_jour.releve["medlove_sessions.besoin"].values())
    par_rencontre = {une["rencontre_id"] for une in besoins}
    assert sum(une["premier"] for une in besoins) == len(par_rencontre)
    assert {une["rang"] for une in besoins if une["premier"]} == {1}
    sorte = [(une["rencontre_id"], une["categorie_id"]) for une in besoins]
    marques = [une["premier_de_la_categorie"] for une in besoins]
    assert sum(marques) <= len(set(sorte)) < len(besoins)


def test_the_schema_is_whole(aujourd_hui: str):
    """No migration remains, and every constraint and index of the models is in the database."""
    executeur = MigrationExecutor(connection)
    assert executeur.migration_plan(executeur.loader.graph.leaf_nodes()) == []
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    connection.check_constraints()
    absentes = []
    for modele in apps.get_models():
        if modele._meta.app_label in NOS_APPLICATIONS:
            with connection.cursor() as curseur:
                la = connection.introspection.get_constraints(curseur, modele._meta.db_table)
            declares = [*modele._meta.constraints, *modele._meta.indexes]
            absentes += [un.name for un in declares if un.name not in la]
    assert absentes == []


def test_every_row_obeys_the_rules_of_today(aujourd_hui: str):
    for modele in apps.get_models():
        if modele._meta.app_label in NOS_APPLICATIONS:
            for ligne in modele._base_manager.all():
                ligne.validate_constraints()


def test_the_first_version_is_left_as_it_was(premiere: Etat, a_jour: Etat):
    with dans(premiere.nom):
        faites = MigrationExecutor(connection).loader.applied_migrations
    assert {une for une in faites if une[0] in NOS_APPLICATIONS} == {
        (une, "0001_initial") for une in NOS_APPLICATIONS
    }
