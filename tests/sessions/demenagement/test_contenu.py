"""What an équipe takes with it is decided table by table: none is forgotten."""

import pytest
from django.apps import apps
from django.db import models

from sessions.demenagement.cellules import en_texte
from sessions.demenagement.contenu import DEHORS, PARTIES, TABLES
from sessions.demenagement.description import cle_primaire, ressources
from sessions.demenagement.tables import Table, colonnes_de_la_cle
from territoires.recherche import ChampDeRecherche

TOUTES = pytest.mark.parametrize("table", TABLES, ids=[table.nom for table in TABLES])


def test_every_model_leaves_or_says_why_it_stays() -> None:
    """A new one: give it its place in `TABLES`, or its reason in `DEHORS`."""
    connus = {un._meta.label for un in apps.get_models(include_auto_created=True)}
    exportes = [table.modele._meta.label for table in TABLES]
    assert sorted([*exportes, *DEHORS]) == sorted(connus)
    assert all(DEHORS.values())


@TOUTES
def test_every_column_leaves_or_says_why_it_stays(table: Table) -> None:
    restent = {
        champ.name
        for champ in table.modele._meta.concrete_fields
        if isinstance(champ, models.AutoField | ChampDeRecherche)
        or champ.related_model is apps.get_model("medlove.Equipe")
    }
    restent |= set(colonnes_de_la_cle(table.modele)) | set(table.sans)
    toutes = {champ.name for champ in table.modele._meta.concrete_fields}
    assert set(table.colonnes) - {"cle"} == toutes - restent
    assert all(sans.pourquoi for sans in table.sans.values())
    assert set(table.sans) <= toutes


@TOUTES
def test_what_a_row_names_comes_before_it(table: Table) -> None:
    avant = {une.modele for une in TABLES[: TABLES.index(table)]}
    nommes = {champ.related_model for champ in table.champs} - {None, table.modele}
    assert nommes <= avant


@TOUTES
def test_an_empty_cell_says_one_thing(table: Table) -> None:
    """An empty text and no text would be the same cell."""
    assert not [un.name for un in table.champs if un.null and en_texte(un)]


@TOUTES
def test_the_order_of_rows_is_that_of_no_text(table: Table) -> None:
    if table.tri:
        champ = table.modele._meta.get_field(table.tri)
        while champ.remote_field:
            champ = champ.target_field  # type: ignore[union-attr]
        assert isinstance(champ, models.UUIDField)


@TOUTES
def test_a_row_is_told_from_every_other(table: Table) -> None:
    """An outil may be used twice in a sortie; of réglages there is one row."""
    assert cle_primaire(table) or table.nom in {"usages_outils", "reglages_de_publication"}


def test_the_page_names_every_file() -> None:
    dits = [nom for _, noms in PARTIES for nom in noms]
    assert sorted(dits) == sorted(table.nom for table in TABLES)


def test_a_description_has_no_two_resources_of_one_name() -> None:
    noms = [une["name"] for une in ressources()]
    assert len(set(noms)) == len(noms)
