"""An export that somebody changed: a cell, a column, a file, and the digests that go with it."""

import csv
import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError

from sessions.sauvegarde import tables
from tests.sessions.demenagement.conftest import importer, octets

Changer = Callable[[list[list[str]]], object]


def refuse(depuis: Path, phrase: str) -> None:
    avant, fichiers = tables.compter(tables.gardees(apps), "default"), prives(depuis)
    with pytest.raises(CommandError, match=phrase) as refus:
        importer(depuis)
    dit = str(refus.value)
    assert dit.endswith(" Rien n’a été importé.")
    assert "\n" not in dit
    assert (tables.compter(tables.gardees(apps), "default"), prives(depuis)) == (avant, fichiers)


def prives(depuis: Path) -> dict[str, bytes]:
    return octets(depuis.parent / "ici")


def sceller(dossier: Path, **autres: Any) -> None:
    """Whoever forges a folder writes digests that agree with it."""
    chemin = dossier / "datapackage.json"
    dite = json.loads(chemin.read_text(encoding="utf-8")) | autres
    for une in dite["resources"]:
        if (fichier := dossier / une["path"]).is_file():
            lus = fichier.read_bytes()
            une |= {"bytes": len(lus), "hash": f"sha256:{sha256(lus).hexdigest()}"}
    chemin.write_text(json.dumps(dite, ensure_ascii=False), encoding="utf-8")


def changer(dossier: Path, table: str, faire: Changer) -> None:
    """Rewrite a table, header first, and seal the folder again."""
    chemin = dossier / f"{table}.csv"
    with chemin.open(encoding="utf-8", newline="") as fichier:
        toutes = list(csv.reader(fichier))
    faire(toutes)
    with chemin.open("w", encoding="utf-8", newline="") as fichier:
        csv.writer(fichier, lineterminator="\r\n").writerows(toutes)
    sceller(dossier)


def ecrire(colonne: str, cellule: str, rang: int = 1) -> Changer:
    def faire(toutes: list[list[str]]) -> None:
        toutes[rang][toutes[0].index(colonne)] = cellule

    return faire


def premiere(dossier: Path, table: str, rang: int = 1) -> dict[str, str]:
    with (dossier / f"{table}.csv").open(encoding="utf-8", newline="") as fichier:
        toutes = list(csv.reader(fichier))
    return dict(zip(toutes[0], toutes[rang], strict=True))
