"""Free text of a spreadsheet: kept as a note only once it was examined.

Whoever knows how to examine a note says so here (`brancher`); until then, no text is imported.
"""

from collections.abc import Callable
from enum import StrEnum


class Verdict(StrEnum):
    """What a note is found to be: see `verifier_notes`."""

    BLOQUE = "bloque"
    ALERTE = "alerte"
    OK = "ok"


Detecteur = Callable[[str], Verdict]
_branche: list[Detecteur] = []


def brancher(detecteur: Detecteur | None) -> None:
    """Examine notes with this one from now on; None for no longer importing any."""
    _branche[:] = [detecteur] if detecteur else []


def detecteur() -> Detecteur | None:
    return _branche[0] if _branche else None
