"""A backup made by the program of an earlier day restores into that of today."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import DEFAULT_DB_ALIAS, connections

from medlove.models import Equipe
from sessions.models import CategorieBesoin, Section
from sessions.sauvegarde import bases, tables
from sessions.sauvegarde.format import FORMAT, Ecrivain
from tests.sessions.sauvegarde.conftest import Comptes, restaurer

# All the migrations, twice.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.complet]
# As it was before cahiers.
AVANT = ("medlove_sessions", "0008_premiers_besoins")


def d_avant(toutes: bases.Migrations) -> bases.Migrations:
    return [une for une in toutes if une[0] != AVANT[0] or une[1] <= AVANT[1]]


def ecrire(vers: Path, brouillon: Path, migrations: bases.Migrations) -> dict[str, Any]:
    """A backup of that day: an équipe, and the nomenclature that migrations may hold."""
    entete = {
        "format": FORMAT,
        "programme": "0.0.9",
        "fait_le": datetime(2026, 10, 1, tzinfo=UTC).isoformat(),
        "vide": True,
        "base": "sqlite",
        "migrations": migrations,
    }
    comptes = {}
    with bases.a_l_essai(brouillon):
        registre = bases.preparer(migrations)
        registre.get_model("medlove.Equipe")._base_manager.using(DEFAULT_DB_ALIAS).create(
            nom="D’avant", slug="d-avant", code_insee="35238"
        )
        with vers.open("wb") as fichier, Ecrivain(fichier, entete, "") as ecrivain:
            for modele in tables.gardees(registre):
                nom, compte = modele._meta.label_lower, tables.Compte()
                lignes = [tables.ecrite(rang) for rang in tables.rangs(modele, DEFAULT_DB_ALIAS)]
                for ligne in lignes:
                    compte.ajouter(ligne)
                comptes[nom] = compte.dit()
                texte = "\n".join([tables.ecrite(list(tables.colonnes(modele))), *lignes])
                ecrivain.poser(f"tables/{nom}/00001.jsonl", texte.encode())
            ecrivain.finir(comptes)
    return comptes


def test_its_tables_are_brought_up_to_date(
    base: Callable[[], Comptes],
    dossier: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr("sessions.sauvegarde.lecture.preparer", bases.preparer)
    migrations = d_avant(bases.migrations_de("default"))
    comptes = ecrire(dossier / "ancienne", tmp_path / "ancienne.sqlite3", migrations)
    assert "medlove_sessions.section" not in comptes
    dit = restaurer(dossier / "ancienne", "--ecraser")
    assert "sauvegarde du 01/10/2026" in dit
    assert list(Equipe.objects.values_list("slug", flat=True)) == ["d-avant"]
    assert not Section.objects.exists()
    assert CategorieBesoin.objects.exists()  # what a migration ends with
    assert bases.a_jour()
    assert connections["default"].introspection.table_names()
