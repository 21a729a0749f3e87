"""The role of the outside: on PostgreSQL, an account that can read what is published, and no more.

Whoever took hold of the public pages could ask the database for nothing else.
"""

import re
from typing import Any

from django.db import ProgrammingError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql
from psycopg.errors import InsufficientPrivilege

from sessions.publication.models import CellulePubliee, Publication, Reglages

LUES = tuple(modele._meta.db_table for modele in (Publication, CellulePubliee, Reglages))
NOM = re.compile(r"[a-z_][a-z0-9_]{0,62}")
MOT_AU_MOINS = 16
FINE = "\u202f"


class RoleRefuse(Exception):
    """Why no role was made, in one sentence; the database is as it was."""


def accorder(base: BaseDatabaseWrapper, nom: str, mot_de_passe: str = "") -> None:
    """Create the role, or bring it back to what it may do. Safe to run again.

    Without `mot_de_passe` the one it has stays; a new role then has none.
    """
    _verifier(base, nom, mot_de_passe)
    try:
        _accorder(base, nom, mot_de_passe)
    except ProgrammingError as erreur:
        if not isinstance(erreur.__cause__, InsufficientPrivilege):
            raise
        raise RoleRefuse(
            f"Le compte de DATABASE_URL n’a pas ce droit ({str(erreur).splitlines()[0]}){FINE}: "
            "il doit posséder la base et pouvoir créer des comptes (CREATEROLE)."
        ) from erreur


def _accorder(base: BaseDatabaseWrapper, nom: str, mot_de_passe: str) -> None:
    with transaction.atomic(using=base.alias), base.cursor() as curseur:
        _faire_le_role(curseur, nom)
        if mot_de_passe:
            # Hashed here: the word itself never reaches the server, nor its log.
            encode = base.connection.pgconn.encrypt_password(
                mot_de_passe.encode(), nom.encode(), b"scram-sha-256"
            )
            _dire(curseur, "ALTER ROLE {role} PASSWORD {mot}", nom, mot=encode.decode())
        _retirer_tout(curseur, nom)
        _dire(curseur, "GRANT CONNECT ON DATABASE {base} TO {role}", nom, base=_base(curseur))
        _dire(curseur, "GRANT USAGE ON SCHEMA {schema} TO {role}", nom, schema=_schema(curseur))
        for table in LUES:
            _dire(curseur, "GRANT SELECT ON {table} TO {role}", nom, table=table)
        _exiger_rien_de_plus(curseur, nom)


def _verifier(base: BaseDatabaseWrapper, nom: str, mot_de_passe: str) -> None:
    if base.vendor != "postgresql":
        raise RoleRefuse(
            f"Ce serveur garde ses données dans SQLite, qui n’a pas de comptes{FINE}: "
            "la commande ne sert qu’avec PostgreSQL."
        )
    if not NOM.fullmatch(nom) or nom.startswith("pg_"):
        raise RoleRefuse(
            f"« {nom} » ne peut pas nommer un compte{FINE}: des minuscules sans accent, des "
            "chiffres et des tirets bas, par exemple medlove_dehors."
        )
    if mot_de_passe and len(mot_de_passe) < MOT_AU_MOINS:
        raise RoleRefuse(
            f"Ce mot de passe a moins de {MOT_AU_MOINS} signes{FINE}: en tirer un au hasard, "
            "par exemple avec openssl rand -hex 32."
        )


def _faire_le_role(curseur: Any, nom: str) -> None:
    curseur.execute(
        "SELECT rolsuper OR rolbypassrls OR rolreplication OR rolname = current_user,"
        " EXISTS (SELECT FROM pg_auth_members WHERE member = oid),"
        " EXISTS (SELECT FROM pg_shdepend WHERE refobjid = pg_roles.oid AND deptype = 'o')"
        " FROM pg_roles WHERE rolname = %s",
        [nom],
    )
    deja = curseur.fetchone()
    if deja and any(deja):
        raise RoleRefuse(
            f"Le compte « {nom} » sert déjà à autre chose{FINE}: il administre, fait partie d’un "
            "groupe ou possède des objets. Choisir un autre nom."
        )
    geste = "ALTER" if deja else "CREATE"
    _dire(curseur, f"{geste} ROLE {{role}} LOGIN NOCREATEDB NOCREATEROLE NOINHERIT", nom)
    _dire(curseur, "ALTER ROLE {role} SET default_transaction_read_only = on", nom)


def _retirer_tout(curseur: Any, nom: str) -> None:
    """In every schema of ours; and nobody creates in the one that all may use."""
    _dire(curseur, "REVOKE ALL ON DATABASE {base} FROM {role}", nom, base=_base(curseur))
    for schema in _schemas(curseur):
        for quoi in ("ALL TABLES IN", "ALL SEQUENCES IN", "ALL ROUTINES IN", ""):
            _dire(
                curseur, f"REVOKE ALL ON {quoi} SCHEMA {{schema}} FROM {{role}}", nom, schema=schema
            )
    _dire(curseur, "REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC", nom, schema=_schema(curseur))


def _exiger_rien_de_plus(curseur: Any, nom: str) -> None:
    """What PUBLIC may do, the role may: asked of PostgreSQL itself, for each table and schema."""
    curseur.execute(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname NOT LIKE 'pg\\_%%' AND n.nspname <> 'information_schema'"
        " AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')"
        " AND (CASE WHEN c.relkind = 'S'"
        " THEN has_sequence_privilege(%(nom)s, c.oid, 'USAGE, SELECT, UPDATE')"
        " ELSE has_table_privilege(%(nom)s, c.oid,"
        " 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')"
        " OR (has_any_column_privilege(%(nom)s, c.oid, 'SELECT, INSERT, UPDATE, REFERENCES')"
        " AND NOT (n.nspname = current_schema AND c.relname = ANY(%(lues)s))) END)"
        " ORDER BY 1",
        {"nom": nom, "lues": list(LUES)},
    )
    de_trop = [une for (une,) in curseur.fetchall()]
    for schema in _schemas(curseur):
        curseur.execute("SELECT has_schema_privilege(%s, %s, 'CREATE')", [nom, schema])
        if curseur.fetchone()[0]:
            de_trop.append(f"création dans {schema}")
    if de_trop:
        raise RoleRefuse(
            f"« {nom} » pourrait encore, comme tout compte de cette base, atteindre "
            f"{', '.join(de_trop)}{FINE}: retirer ces droits à PUBLIC (REVOKE … FROM PUBLIC), "
            "puis recommencer."
        )


def fermees(base: BaseDatabaseWrapper) -> int:
    """How many tables of the product the role does not read."""
    with base.cursor() as curseur:
        return len(set(base.introspection.table_names(curseur)) - set(LUES))


def _schemas(curseur: Any) -> list[str]:
    curseur.execute(
        "SELECT nspname FROM pg_namespace"
        " WHERE nspname NOT LIKE 'pg\\_%%' AND nspname <> 'information_schema' ORDER BY 1",
        [],
    )
    return [un for (un,) in curseur.fetchall()]


def _schema(curseur: Any) -> str:
    curseur.execute("SELECT current_schema")
    return str(curseur.fetchone()[0])


def _base(curseur: Any) -> str:
    curseur.execute("SELECT current_database()")
    return str(curseur.fetchone()[0])


def _dire(curseur: Any, ordre: str, role: str, *, mot: str = "", **noms: str) -> None:
    """Roles and grants take no parameters: names and words are quoted by the driver."""
    phrase = sql.SQL(ordre).format(
        role=sql.Identifier(role),
        mot=sql.Literal(mot),
        **{cle: sql.Identifier(nom) for cle, nom in noms.items()},
    )
    curseur.execute(phrase.as_string(curseur.connection))
