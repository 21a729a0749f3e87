"""The role of the outside: what it reads, what it is refused, and pages served under it."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from medlove.bases import PUBLICATION, RouteurDesBases
from medlove.models import Equipe
from sessions.models import Publication, Rencontre
from sessions.publication import role, services
from tests.client import ClientExigeant
from tests.sessions.publication.dehors.conftest import adresses

MOT = "0123456789abcdef' \\%s mot"
ici = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no roles")


def lancer(*mots: str) -> str:
    sortie = StringIO()
    call_command("role_publication", *mots, stdout=sortie)
    return sortie.getvalue()


def refus(*mots: str) -> str:
    with pytest.raises(CommandError) as erreur:
        lancer(*mots)
    return str(erreur.value)


@pytest.fixture
def fichier(tmp_path: Path) -> str:
    chemin = tmp_path / "mot"
    chemin.write_text(f"{MOT}\n", encoding="utf-8")
    return str(chemin)


@pytest.fixture
def nom(transactional_db: None) -> Iterator[str]:
    """A role of this database alone: roles are of the whole server, that tests share."""
    nom = f"dehors_{connection.settings_dict['NAME']}"[:63]
    yield nom
    with connection.cursor() as curseur:
        curseur.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [nom])
        if curseur.fetchone():
            curseur.execute(f'DROP OWNED BY "{nom}"')
            curseur.execute(f'DROP ROLE "{nom}"')


@pytest.fixture
def porte(nom: str, fichier: str) -> Iterator[BaseDatabaseWrapper]:
    """The second door, as MEDLOVE_DATABASE_PUBLICATION opens it."""
    lancer(nom, "--mot-de-passe-fichier", fichier)
    connections.settings[PUBLICATION] = {
        **connection.settings_dict,
        "USER": nom,
        "PASSWORD": MOT,
    }
    connections[PUBLICATION].connect()  # by ourselves: tests may open declared databases only
    yield connections[PUBLICATION]
    connections[PUBLICATION].close()
    del connections[PUBLICATION]
    del connections.settings[PUBLICATION]


@pytest.mark.skipif(connection.vendor == "postgresql", reason="for SQLite")
@pytest.mark.django_db
def test_on_sqlite_one_sentence_says_that_there_are_no_roles() -> None:
    assert "ne sert qu’avec PostgreSQL" in refus("medlove_dehors")


def test_nothing_is_built_through_the_door_of_the_outside() -> None:
    routeur = RouteurDesBases()
    assert routeur.allow_migrate(PUBLICATION, "sessions") is False
    assert routeur.allow_migrate("default", "sessions") is None


@pytest.mark.parametrize("contenu", ["", "\n"])
def test_an_empty_file_gives_no_password(tmp_path: Path, contenu: str) -> None:
    (tmp_path / "vide").write_text(contenu, encoding="utf-8")
    assert "est vide" in refus("dehors", "--mot-de-passe-fichier", str(tmp_path / "vide"))
    assert "ne peut pas être lu" in refus("dehors", "--mot-de-passe-fichier", str(tmp_path))


@ici
def test_it_says_what_it_granted_and_may_be_run_again(nom: str, fichier: str) -> None:
    dit = lancer(nom, "--mot-de-passe-fichier", fichier)
    for table in role.LUES:
        assert f"  {table}\n" in dit
    assert "autres tables lui sont fermées" in dit
    assert lancer(nom, "--mot-de-passe-fichier", fichier) == dit
    assert "Son mot de passe n’a pas changé" in lancer(nom)


@ici
@pytest.mark.parametrize(
    ("autre", "phrase"),
    [
        ("Médiation", "ne peut pas nommer un compte"),
        ("pg_dehors", "ne peut pas nommer un compte"),
        ('x"; DROP TABLE y; --', "ne peut pas nommer un compte"),
        ("medlove", "sert déjà à autre chose"),
    ],
)
def test_a_name_that_will_not_do_is_refused(nom: str, autre: str, phrase: str) -> None:
    assert phrase in refus(connection.settings_dict["USER"] if autre == "medlove" else autre)


@ici
def test_a_short_password_is_refused_and_no_role_is_made(nom: str, tmp_path: Path) -> None:
    (tmp_path / "court").write_text("court", encoding="utf-8")
    assert "moins de 16 signes" in refus(nom, "--mot-de-passe-fichier", str(tmp_path / "court"))
    with connection.cursor() as curseur:
        curseur.execute("SELECT count(*) FROM pg_roles WHERE rolname = %s", [nom])
        assert curseur.fetchone() == (0,)


@ici
def test_an_account_that_may_not_do_it_is_told_what_it_lacks(nom: str) -> None:
    with connection.cursor() as curseur:
        curseur.execute(f'CREATE ROLE "{nom}" LOGIN')
        curseur.execute(f'SET ROLE "{nom}"')
        try:
            assert "CREATEROLE" in refus("un_autre_nom")
        finally:
            curseur.execute("RESET ROLE")


@ici
def test_the_role_reads_what_is_published_and_nothing_else(porte: BaseDatabaseWrapper) -> None:
    with connection.cursor() as curseur:
        tables = set(connection.introspection.table_names(curseur))
    assert Rencontre._meta.db_table in tables - set(role.LUES)
    for table in sorted(tables):
        with porte.cursor() as curseur:
            if table in role.LUES:
                curseur.execute(f'SELECT count(*) FROM "{table}"')
                continue
            with pytest.raises(DatabaseError, match="permission denied"):
                curseur.execute(f'SELECT count(*) FROM "{table}"')


@ici
@pytest.mark.parametrize(
    "geste",
    [
        f"DELETE FROM {role.LUES[0]}",
        f"UPDATE {role.LUES[1]} SET valeur = 5",
        f"TRUNCATE {role.LUES[1]}",
        "CREATE TABLE a_lui (x int)",
        "CREATE SCHEMA a_lui",
        "CREATE ROLE un_autre",
    ],
)
def test_the_role_writes_nothing_even_when_it_says_it_will(
    porte: BaseDatabaseWrapper, geste: str
) -> None:
    with porte.cursor() as curseur:
        with pytest.raises(DatabaseError, match=r"read-only transaction|permission denied"):
            curseur.execute(geste)
        curseur.execute("SET default_transaction_read_only = off")
        with pytest.raises(DatabaseError, match="permission denied"):
            curseur.execute(geste)


@ici
def test_what_it_was_granted_besides_is_taken_back(porte: BaseDatabaseWrapper, nom: str) -> None:
    table = Rencontre._meta.db_table
    with connection.cursor() as curseur:
        curseur.execute(f'GRANT SELECT ON "{table}" TO "{nom}"')
        curseur.execute(f'GRANT CREATE ON SCHEMA public TO "{nom}"')
    with porte.cursor() as curseur:
        curseur.execute(f'SELECT count(*) FROM "{table}"')
    lancer(nom)
    with porte.cursor() as curseur, pytest.raises(DatabaseError, match="permission denied"):
        curseur.execute(f'SELECT count(*) FROM "{table}"')


@ici
def test_what_everybody_may_read_stops_the_command(nom: str) -> None:
    table = Rencontre._meta.db_table
    with connection.cursor() as curseur:
        curseur.execute(f'GRANT SELECT (genre) ON "{table}" TO PUBLIC')
    try:
        assert table in refus(nom)
    finally:
        with connection.cursor() as curseur:
            curseur.execute(f'REVOKE ALL ON "{table}" FROM PUBLIC')
    with connection.cursor() as curseur:
        curseur.execute("SELECT count(*) FROM pg_roles WHERE rolname = %s", [nom])
        assert curseur.fetchone() == (0,)


@ici
def test_pages_and_files_are_served_under_the_role(
    porte: BaseDatabaseWrapper,
    client: ClientExigeant,
    cle: str,
    en_2027: None,
    equipe: Equipe,
    saison: list[Rencontre],
) -> None:
    services.publier(equipe, "2026")
    publication = Publication.objects.using(PUBLICATION).get(periode="2026")
    with connection.execute_wrapper(_interdit):
        for adresse in adresses(publication):
            assert client.get(adresse).status_code == 200, adresse
        assert client.get("/publications/jamais/").status_code == 404


def _interdit(execute: object, sql: str, *args: object) -> None:
    pytest.fail(f"lu par la porte du dedans : {sql[:100]}", pytrace=False)
