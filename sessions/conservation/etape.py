"""One step of the purge: what is due on a day, and its taking away."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from medlove.delais import Delais


@dataclass(frozen=True, slots=True)
class Etape:
    """`libelle` is what leaves, in French, `regle` when.

    `faire` takes away all that is due on a day, and says how much; `compter` says as much,
    nothing changed. `dues`, when rows belong to an équipe, are the rows.
    """

    code: str
    libelle: str
    regle: Callable[[Delais], str]
    compter: Callable[[date], int]
    faire: Callable[[date], int]
    dues: Callable[[date], "QuerySet[Any]"] | None = None

    @classmethod
    def de_lignes(
        cls,
        code: str,
        libelle: str,
        regle: Callable[[Delais], str],
        dues: Callable[[date], "QuerySet[Any]"],
        faire: Callable[[date], int],
    ) -> "Etape":
        return cls(code, libelle, regle, lambda jour: dues(jour).count(), faire, dues)

    @property
    def quand(self) -> str:
        """« 90 jours après la saisie », with the delays of this server."""
        return self.regle(settings.MEDLOVE_DELAIS)
