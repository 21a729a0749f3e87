"""A full disk: nothing is lost, and a good backup is not accused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError
from django.db import OperationalError, connection

from sessions.sauvegarde import bases, tables
from tests.sessions.sauvegarde.conftest import Comptes, restaurer, sauvegarder

pytestmark = pytest.mark.django_db(transaction=True)
Base = Callable[[], Comptes]


def test_where_it_is_tried(base: Base, dossier: Path, monkeypatch: pytest.MonkeyPatch):
    sauvegarder(dossier / "une")
    avant = base()

    def inserer(*args: Any) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(tables, "inserer", inserer)
    with pytest.raises(CommandError, match=r"faire de la place.*Rien n’a été restauré") as refus:
        restaurer(dossier / "une", "--ecraser")
    assert "abîmée" not in str(refus.value)
    assert base() == avant


@pytest.mark.deux_bases
def test_where_the_base_is(base: Base, dossier: Path):
    """A base that may hold no page more: what SQLite says of a disk that is full."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL answers by an error of its own transaction")
    sauvegarder(dossier / "une")
    avant, connecter = base(), bases.sqlite3.connect

    class Pleine:
        OperationalError = bases.sqlite3.OperationalError

        def connect(self, *args: Any) -> Any:
            ouverte = connecter(*args, factory=_Pleine)
            return ouverte

    class _Pleine(bases.sqlite3.Connection):
        def backup(self, *args: Any, **options: Any) -> None:
            raise Pleine.OperationalError("database or disk is full")

    with pytest.MonkeyPatch.context() as faussee:
        faussee.setattr(bases, "sqlite3", Pleine())
        with pytest.raises(CommandError, match=r"faire de la place.*Rien n’a été remplacé"):
            restaurer(dossier / "une", "--ecraser")
    assert base() == avant
