"""What is said to the database, in as few trips as it takes."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import AutoField, Model
from django.db.models.sql import InsertQuery

Lignes = list[tuple[Any, ...]]


class Instruction(NamedTuple):
    """SQL and its parameters. `colonnes` tells how to convert what it gives back, by position;
    None: it gives nothing."""

    sql: str
    parametres: Sequence[Any]
    colonnes: dict[int, tuple[list[Any], Any]] | None = None

    def convertir(self, ligne: Sequence[Any]) -> tuple[Any, ...]:
        lue = list(ligne)
        for rang, (convertisseurs, colonne) in (self.colonnes or {}).items():
            for convertir in convertisseurs:
                lue[rang] = convertir(lue[rang], colonne, connection)
        return tuple(lue)


def executer(instructions: Sequence[Instruction]) -> list[Lignes]:
    """Run them in order, in one trip to a database that takes several at once; the rows that
    each gives back."""
    if not instructions:
        return []
    with connection.cursor() as curseur:
        # Only a client that writes the parameters into the SQL by itself can send several.
        ensemble = len(instructions) > 1 and hasattr(curseur, "mogrify")
        if ensemble:
            parametres = chain.from_iterable(une.parametres for une in instructions)
            curseur.execute("; ".join(une.sql for une in instructions), list(parametres))
        return [
            _rendues(curseur, une, rang if ensemble else None)
            for rang, une in enumerate(instructions)
        ]


def _rendues(curseur: Any, instruction: Instruction, rang: int | None) -> Lignes:
    """The rows of the instruction, run now unless it has a rank among several already run."""
    if rang is None:
        curseur.execute(instruction.sql, instruction.parametres)
    elif rang:
        curseur.nextset()
    if instruction.colonnes is None:
        return []
    return [instruction.convertir(ligne) for ligne in curseur.fetchall()]


def insertions(lignes: Iterable[Model]) -> Iterator[Instruction]:
    """Insert these rows, table by table, in the order in which the tables first come.

    As `bulk_create` does, without the numbers the database gives: nobody waits for them.
    """
    par_modele: dict[type[Model], list[Model]] = {}
    for ligne in lignes:
        par_modele.setdefault(type(ligne), []).append(ligne)
    for modele, siennes in par_modele.items():
        champs = [un for un in modele._meta.concrete_fields if not isinstance(un, AutoField)]
        paquet = max(connection.ops.bulk_batch_size(champs, siennes), 1)
        for debut in range(0, len(siennes), paquet):
            requete = InsertQuery(modele)
            requete.insert_values(champs, siennes[debut : debut + paquet])
            # By its name: the proxy `connection` looks for the thread's own at each attribute.
            for sql, parametres in requete.get_compiler(using=DEFAULT_DB_ALIAS).as_sql():
                yield Instruction(sql, parametres)
