"""A command that kills itself with SIGKILL at a given point.

    python -m tests.sessions.sauvegarde.mort POINT TABLES COMMAND [ARGUMENT…]

`TABLES` is the file of empty tables that the tests share. Each point is a call of the product:
it dies at the given one, after it (or before it) was done.
"""

import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402

from sessions.conservation.rejeu import purger_de_nouveau  # noqa: E402
from sessions.sauvegarde import bases, ecriture, lecture, restauration, tables  # noqa: E402
from sessions.sauvegarde.rejeu import base_restauree  # noqa: E402


def mourir() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def mourir_a(ou: Any, nom: str, rang: int = 1, *, avant: bool = True) -> None:
    """At the call number `rang` of this function."""
    vraie, appels = getattr(ou, nom), count(1)

    def piegee(*args: Any, **options: Any) -> Any:
        cette_fois = next(appels) == rang
        if cette_fois and avant:
            mourir()
        rendu = vraie(*args, **options)
        if cette_fois:
            mourir()
        return rendu

    setattr(ou, nom, piegee)


class _PageParPage:
    """`sqlite3`, whose copies go by so few pages that one can die between two."""

    def __getattr__(self, nom: str) -> Any:
        return getattr(sqlite3, nom)

    def connect(self, *args: Any, **options: Any) -> "sqlite3.Connection":
        return sqlite3.connect(*args, factory=_Lente, **options)


class _Lente(sqlite3.Connection):
    def backup(self, cible: Any, **options: Any) -> None:  # type: ignore[override]
        def a_la_moitie(statut: int, restantes: int, total: int) -> None:
            if restantes < total / 2:
                mourir()

        super().backup(cible, pages=5, progress=a_la_moitie)


def au_milieu_des_pages() -> None:
    bases.sqlite3 = _PageParPage()  # type: ignore[assignment]


POINTS: dict[str, Callable[[], None]] = {
    "tables": lambda: mourir_a(ecriture, "_ecrire_la_table", 20),
    "relue": lambda: mourir_a(ecriture, "_relire"),
    "nom": lambda: mourir_a(Path, "replace"),
    "essai": lambda: mourir_a(tables, "inserer", 10),
    "fichiers": lambda: mourir_a(restauration, "remplacer"),
    "pages": au_milieu_des_pages,
    "lignes": lambda: mourir_a(tables, "compter", 2),
    "remplacee": lambda: mourir_a(restauration, "remplacer", avant=False),
}


def main(point: str, vides: str, *mots: str) -> None:
    def copier(faites: bases.Migrations) -> Any:
        shutil.copyfile(vides, connections["default"].settings_dict["NAME"])
        return apps

    lecture.preparer = copier
    base_restauree.disconnect(purger_de_nouveau)
    POINTS[point]()
    call_command(*mots)


if __name__ == "__main__":
    main(*sys.argv[1:])
