"""The databases a backup speaks to: the one it reads in one instant, the one it tries on, the
one that it replaces whole."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.apps import apps
from django.apps.registry import Apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import OperationalError, load_backend

from medlove.bases import EFFACEMENT
from sessions.sauvegarde import tables
from sessions.sauvegarde.refus import SauvegardeAbimee, SauvegardeRefusee

INSTANT, CIBLE = "instant", "cible"
PATIENCE = 60  # seconds, for whoever is writing to be done
ESSAIS = 5
INTERBLOCAGE = "40P01"  # deadlock_detected, in the appendix A of PostgreSQL
OCCUPEE = (
    "La base est occupée : arrêter le service (sudo systemctl stop medlove), puis relancer. "
    "Rien n’a été remplacé."
)

Migrations = list[list[str]]


@contextmanager
def instantane() -> Iterator[str]:
    """The alias of a door to the database where nothing changes any more, whoever writes."""
    ici = connections[DEFAULT_DB_ALIAS]
    if ici.vendor == "sqlite" and ici.is_in_memory_db():  # type: ignore[attr-defined]
        with transaction.atomic():
            yield DEFAULT_DB_ALIAS
        return
    reglages = {**ici.settings_dict, "OPTIONS": {**ici.settings_dict["OPTIONS"]}}
    # It only reads: it need not be the one that may write.
    reglages["OPTIONS"].pop("transaction_mode", None)
    with _porte(INSTANT, _ouvrir(reglages)), transaction.atomic(using=INSTANT):
        if ici.vendor == "postgresql":
            with connections[INSTANT].cursor() as curseur:
                curseur.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield INSTANT


@contextmanager
def a_l_essai(fichier: Path) -> Iterator[BaseDatabaseWrapper]:
    """All that asks for the database meanwhile is given this one, a file of SQLite."""
    reglages = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(fichier),
        # Thrown away after an accident: no need to wait for the disk.
        "OPTIONS": {
            "init_command": f"PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; {EFFACEMENT}"
        },
    }
    vraie = connections[DEFAULT_DB_ALIAS]
    connections[CIBLE] = vraie
    try:
        with _porte(DEFAULT_DB_ALIAS, _ouvrir(reglages)) as essai:
            yield essai
    finally:
        connections[DEFAULT_DB_ALIAS] = vraie
        del connections[CIBLE]


@contextmanager
def _porte(nom: str, connexion: BaseDatabaseWrapper) -> Iterator[BaseDatabaseWrapper]:
    connections[nom] = connexion
    try:
        yield connexion
    finally:
        connexion.close()
        del connections[nom]


def _ouvrir(reglages: dict[str, Any]) -> BaseDatabaseWrapper:
    complets = connections.configure_settings({DEFAULT_DB_ALIAS: reglages})[DEFAULT_DB_ALIAS]
    return load_backend(complets["ENGINE"]).DatabaseWrapper(complets, DEFAULT_DB_ALIAS)


def migrations_de(base: str) -> Migrations:
    """The migrations applied to a database, and still known to this program."""
    connexion = connections[base]
    connues = MigrationExecutor(connexion).loader.graph.nodes
    appliquees = MigrationRecorder(connexion).applied_migrations()
    return sorted(list(une) for une in appliquees if une in connues)


def a_jour() -> bool:
    executeur = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return not executeur.migration_plan(executeur.loader.graph.leaf_nodes())


def preparer(faites: Migrations) -> Apps:
    """Build the tables as they were when these migrations were applied; their models.

    Raises SauvegardeRefusee when one of them is not known here.
    """
    executeur = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    graphe, voulues = executeur.loader.graph, {(une, nom) for une, nom in faites}
    if inconnues := [".".join(une) for une in sorted(voulues) if une not in graphe.nodes]:
        raise SauvegardeRefusee(
            f"Cette sauvegarde vient d’un programme plus récent ({', '.join(inconnues)}) : "
            "mettre celui-ci à jour d’abord."
        )
    plan = executeur.migration_plan(graphe.leaf_nodes(), clean_start=True)
    etat = executeur.migrate([], [un for un in plan if (un[0].app_label, un[0].name) in voulues])
    return apps if a_jour() else etat.apps


def mettre_a_jour() -> None:
    if not a_jour():
        call_command("migrate", verbosity=0, interactive=False)


def remplacer(essai: Path) -> None:
    """Put what the tried database holds in the place of what the real one does, whole or not at
    all: killed at any instant, one of the two is there."""
    vraie = connections[DEFAULT_DB_ALIAS]
    if vraie.vendor == "sqlite":
        _remplacer_sqlite(essai, vraie)
    else:
        _remplacer_lignes(essai)


def _remplacer_sqlite(essai: Path, vraie: BaseDatabaseWrapper) -> None:
    """One write transaction of SQLite itself: whoever has the file open sees the new pages."""
    vraie.close()
    limite = time.monotonic() + PATIENCE

    def patienter(statut: int, restantes: int, total: int) -> None:
        if restantes and time.monotonic() > limite:
            raise SauvegardeRefusee(OCCUPEE)

    chemin = str(vraie.settings_dict["NAME"])
    with closing(sqlite3.connect(essai)) as source, closing(sqlite3.connect(chemin)) as cible:
        cible.execute("PRAGMA journal_mode=WAL")
        cible.execute("PRAGMA synchronous=FULL")
        try:
            source.backup(cible, progress=patienter)
        except sqlite3.OperationalError as erreur:
            raise SauvegardeRefusee(
                f"La base n’a pas pu être écrite ({erreur}) : faire de la place, puis relancer. "
                "Rien n’a été remplacé."
            ) from erreur
        cible.execute("PRAGMA wal_checkpoint(PASSIVE)")


def _vider() -> None:
    """Of whoever writes and of us, when each holds what the other waits for, PostgreSQL stops
    one: when it is us, we let go of all and begin again."""
    for reste in reversed(range(ESSAIS)):
        try:
            with transaction.atomic(using=CIBLE):
                tables.vider(tables.toutes(apps), CIBLE)
            return
        except OperationalError as erreur:
            if not reste or getattr(erreur.__cause__, "sqlstate", "") != INTERBLOCAGE:
                raise SauvegardeRefusee(OCCUPEE) from erreur


def _remplacer_lignes(essai: Path) -> None:
    """One transaction, committed once what was written reads back the same."""
    mettre_a_jour()
    modeles = tables.gardees(apps)
    with a_l_essai(essai), transaction.atomic(using=CIBLE):
        cible = connections[CIBLE]
        with cible.cursor() as curseur:
            curseur.execute(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
            curseur.execute("SET LOCAL statement_timeout = 0")
        _vider()
        for modele in modeles:
            for partie in tables.parties(modele, DEFAULT_DB_ALIAS):
                tables.inserer(modele, tables.colonnes(modele), partie, cible)
        with cible.cursor() as curseur:
            for ordre in cible.ops.sequence_reset_sql(no_style(), modeles):
                curseur.execute(ordre)
        cible.check_constraints()
        if tables.compter(modeles, CIBLE) != tables.compter(modeles, DEFAULT_DB_ALIAS):
            raise SauvegardeAbimee("la base rend autre chose que ce qui y a été écrit")
