"""Marks: where a text may give somebody away, and by which rule. Never a word of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sessions.notes.detecteur import Examen, Repere
from sessions.notes.libelles import libelle

# [first code point, the one after the last, rule]: what a row keeps.
Marque = tuple[int, int, str]
Marques = list[list[int | str]]


@dataclass(frozen=True, slots=True)
class Morceau:
    """A piece of a text, as a page shows it. `quoi`: what is seen there, "" where nothing is."""

    texte: str
    quoi: str = ""
    bloque: bool = False


def marques_de(examen: Examen) -> Marques | None:
    """What is kept of an examination; None when there is nothing to look at."""
    return [[un.debut, un.fin, un.regle] for un in examen.reperes] or None


def decouper(texte: str, marques: Iterable[Sequence[int | str]] | None) -> list[Morceau]:
    """The text in pieces, for a page to highlight. A mark outside of it is passed over."""
    lues = [(int(debut), int(fin), str(regle)) for debut, fin, regle in marques or ()]
    return _decouper(texte, [(debut, fin, libelle(regle), False) for debut, fin, regle in lues])


def decouper_examen(texte: str, reperes: Iterable[Repere]) -> list[Morceau]:
    """The same, from an examination made now: what blocks is told apart."""
    return _decouper(texte, [(un.debut, un.fin, libelle(un.regle), un.bloque) for un in reperes])


def _decouper(texte: str, places: Iterable[tuple[int, int, str, bool]]) -> list[Morceau]:
    morceaux, la = [], 0
    for debut, fin, quoi, bloque in sorted(places):
        if not la <= debut < fin <= len(texte):
            continue
        # A name that goes takes with it the space that stands before: it is not shown.
        debut += len(texte[debut:fin]) - len(texte[debut:fin].lstrip())
        if debut == fin:
            continue
        if debut > la:
            morceaux.append(Morceau(texte[la:debut]))
        morceaux.append(Morceau(texte[debut:fin], quoi, bloque))
        la = fin
    if la < len(texte):
        morceaux.append(Morceau(texte[la:]))
    return morceaux
