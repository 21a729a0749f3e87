"""Queries whose SQL is written once.

Django writes the SQL of a query anew each time it runs, which takes it several times as long as
the database takes to answer. What every request of a tablet asks is written here once a process,
from the same QuerySet methods as everywhere else: the rules stay where they are.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Expression, Model, QuerySet

from sessions.instructions import Instruction, Lignes, executer

# What may stand in the SQL once for all. A day or a time would stay that of the first call (it is
# seen on PostgreSQL only: SQLite is given texts).
CONSTANTES = (str, int)
PLUSIEURS = (list, tuple, set, frozenset)


class Consultation:
    """Called with its values, gives the rows of a QuerySet of values.

    A value is a text, a whole number, a UUID, an object that has one for key, or a list or a
    set of those, not empty. `construire` is given placeholders in their place: it may filter
    by them, not look at them.
    """

    def __init__(self, construire: Callable[..., QuerySet[Any, Any]]) -> None:
        self._construire = construire
        self._ecrites: dict[tuple[Any, ...], Instruction] = {}

    def __call__(self, *valeurs: Any) -> Lignes:
        return executer([self.pour(*valeurs)])[0]

    def pour(self, *valeurs: Any) -> Instruction:
        """What to run for these values."""
        suites = [_suite(valeur) for valeur in valeurs]
        forme = (connection.vendor, *map(len, suites))
        if (ecrite := self._ecrites.get(forme)) is None:
            ecrite = self._ecrites[forme] = self._ecrire(valeurs, suites)
        parametres = [
            suites[un.valeur][un.rang] if isinstance(un, _Rang) else un for un in ecrite.parametres
        ]
        return ecrite._replace(parametres=parametres)

    def _ecrire(self, valeurs: Sequence[Any], suites: Sequence[Sequence[Any]]) -> Instruction:
        places = [
            _Place(rang, len(suites[rang]), isinstance(valeur, PLUSIEURS))
            for rang, valeur in enumerate(valeurs)
        ]
        compilateur = self._construire(*places).query.get_compiler(using=DEFAULT_DB_ALIAS)
        sql, parametres = compilateur.as_sql()
        if figes := [un for un in parametres if not isinstance(un, (_Rang, *CONSTANTES))]:
            raise TypeError(f"{figes} would stay those of the first call.")
        colonnes = [colonne for colonne, *_ in compilateur.select[: compilateur.col_count]]
        return Instruction(sql, parametres, compilateur.get_converters(colonnes))


class _Rang(NamedTuple):
    """What stands for a value among the parameters: which one, and where in it."""

    valeur: int
    rang: int


class _Place(Expression):
    """What stands for a value while the query is built: `%s`, or `(%s, %s…)` for several."""

    def __init__(self, valeur: int, longueur: int, plusieurs: bool) -> None:
        super().__init__()
        self.rangs = tuple(_Rang(valeur, rang) for rang in range(longueur))
        self.sql = f"({', '.join(['%s'] * longueur)})" if plusieurs else "%s"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return self.sql, self.rangs


def _suite(valeur: Any) -> list[Any]:
    """The values as the database takes them; of a list, the last one is said again until there
    are 1, 2, 4, 8…, for the SQL of a few lengths to do."""
    dites = list(valeur) if isinstance(valeur, PLUSIEURS) else [valeur]
    suite = [un.pk if isinstance(un, Model) else un for un in dites]
    if not connection.features.has_native_uuid_field:
        suite = [un.hex if isinstance(un, UUID) else un for un in suite]
    longueur = 1 << (len(suite) - 1).bit_length()
    return suite + suite[-1:] * (longueur - len(suite))
