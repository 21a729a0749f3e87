"""After a purge, its bytes: what was deleted is not to be read in the files of the database.

SQLite: `secure_delete` writes zeros over what is deleted as it goes, `VACUUM` writes the file
anew without the remains of pages that moved, and the write-ahead log, which still holds pages
of before, is emptied. PostgreSQL keeps the rows deleted until the table is written anew:
`VACUUM FULL` does it, for the tables that the purge touches; its own log is recycled by itself.
"""

from collections.abc import Iterable

from django.apps import apps
from django.db import OperationalError, connection

# Whoever holds a table for so long is left alone: the next purge will do it.
PATIENCE_MS = 10_000
TOUCHEES = (
    *("medlove_sessions.rencontre", "medlove_sessions.besoin", "medlove_sessions.exigence"),
    *("medlove_sessions.vecu", "medlove_sessions.questionposee", "medlove_sessions.bilan"),
    *("medlove_sessions.reception", "medlove_sessions.orientation", "medlove_sessions.suite"),
    *("medlove_sessions.appel", "medlove_sessions.transfert", "medlove.journal"),
)


def liberer() -> bool:
    """False when somebody was reading: their log holds a little longer. Outside a transaction."""
    if connection.vendor == "sqlite":
        return _reecrire_le_fichier()
    return _reecrire_les_tables(apps.get_model(nom)._meta.db_table for nom in TOUCHEES)


def _reecrire_le_fichier() -> bool:
    with connection.cursor() as curseur:
        try:
            curseur.execute("VACUUM")
            curseur.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            occupe = curseur.fetchone()[0]
        except OperationalError:
            return False
    return not occupe


def _reecrire_les_tables(tables: Iterable[str]) -> bool:
    toutes = True
    with connection.cursor() as curseur:
        curseur.execute(f"SET lock_timeout = {PATIENCE_MS}")
        for table in tables:
            try:
                curseur.execute(f"VACUUM (FULL, ANALYZE) {connection.ops.quote_name(table)}")
            except OperationalError:
                toutes = False
        curseur.execute("SET lock_timeout = 0")
    return toutes
