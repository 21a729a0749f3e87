"""Free text of a spreadsheet: kept as a note only once it was examined.

Whoever knows how to examine a note says so here (`brancher`); until then, no text is imported.
`detecteur_de_l_equipe` is plugged when the product starts.
"""

from collections.abc import Callable
from enum import StrEnum

from medlove.models import Equipe
from sessions.notes.detecteur import examiner
from sessions.notes.propres import propres_de


class Verdict(StrEnum):
    """What a note is found to be: see `verifier_notes`."""

    BLOQUE = "bloque"
    ALERTE = "alerte"
    OK = "ok"


Detecteur = Callable[[str], Verdict]
_branche: list[Callable[[Equipe], Detecteur]] = []


def brancher(detecteur: Callable[[Equipe], Detecteur] | None) -> None:
    """Examine the notes of an équipe with this one from now on; None to import no more of them."""
    _branche[:] = [detecteur] if detecteur else []


def detecteur(equipe: Equipe) -> Detecteur | None:
    return _branche[0](equipe) if _branche else None


def detecteur_de_l_equipe(equipe: Equipe) -> Detecteur:
    """The one that serves the tablets. What the équipe may name is read once."""
    propres = propres_de(equipe)
    return lambda texte: Verdict(examiner(texte, propres).verdict)
