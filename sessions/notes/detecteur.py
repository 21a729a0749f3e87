"""What in a free text could tell who somebody is, by the rules of static/notes/regles.json.

`static/js/notes/detecteur.js` gives the same answer on the same text: the tablet asks it off line,
before saving; the server asks this one again.
"""

from dataclasses import dataclass, field

from sessions.notes.lecture import lire
from sessions.notes.motifs import Trouve, chercher
from sessions.notes.mots import SANS, Propres
from sessions.notes.personnes import nommer

__all__ = ["SANS", "Examen", "Propres", "Repere", "examiner"]

BLOQUE, ALERTE, OK = "bloque", "alerte", "ok"


@dataclass(frozen=True)
class Repere:
    """A stretch of the text, in code points of the text as given: `debut` included, `fin` not."""

    debut: int
    fin: int
    regle: str
    bloque: bool
    proposition: str


@dataclass(frozen=True)
class Examen:
    """`verdict`: "bloque", "alerte" or "ok"; `reperes` in the order of the text, apart."""

    verdict: str
    reperes: tuple[Repere, ...] = field(default=())


def examiner(texte: str, propres: Propres = SANS) -> Examen:
    """What to mark in `texte`, and whether it may be kept as it is."""
    lecture = lire(texte)
    trouves = [*chercher(lecture), *nommer(lecture, propres)]
    reperes = []
    for trouve in _sans_recouvrement(trouves, len(lecture.texte)):
        debut, fin = lecture.bornes(trouve.debut, trouve.fin)
        reperes.append(Repere(debut, fin, trouve.regle, trouve.bloque, trouve.proposition))
    if not reperes:
        return Examen(OK)
    return Examen(BLOQUE if any(un.bloque for un in reperes) else ALERTE, tuple(reperes))


def _sans_recouvrement(trouves: list[Trouve], longueur: int) -> list[Trouve]:
    """What blocks first, then the surer rule; in the order of the text."""
    pris = bytearray(longueur)
    gardes: list[Trouve] = []
    for trouve in sorted(trouves, key=lambda un: not un.bloque):
        if not any(pris[trouve.debut : trouve.fin]):
            pris[trouve.debut : trouve.fin] = b"\1" * (trouve.fin - trouve.debut)
            gardes.append(trouve)
    return sorted(gardes, key=lambda un: un.debut)
