"""Reading the journal again from its first line to its last: is it whole?

What it can tell: a line altered, removed, added, moved, and a beginning cut elsewhere than at the
checkpoint of a purge. What it cannot tell by itself: the last lines all removed together, for
nothing after them says that they were there. The witnesses kept outside (`temoins.py`) tell that,
up to the last of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from django.utils import timezone

from medlove.journal import temoins
from medlove.journal.cle import cles
from medlove.journal.gestes import PURGE_DU_JOURNAL
from medlove.journal.models import Journal
from medlove.journal.sceau import ORIGINE, Ligne, reconnait
from medlove.journal.temoins import Temoin

PAR_FOIS = 2000  # rows in memory


class Rupture(NamedTuple):
    """The first line that is not as it was written: `phrase` says what happened to it."""

    rang: int
    phrase: str


class Scellee(NamedTuple):
    ligne: Ligne
    sceau: str


@dataclass(frozen=True)
class Etat:
    """What a reading found. `perdues` counts lines that restores have lost: no fault, but to be
    told. `illisibles` are lines of the list of witnesses that nobody here wrote."""

    scellees: Sequence[Scellee]
    rupture: Rupture | None
    temoins: int = 0
    perdues: int = 0
    illisibles: int = 0

    @property
    def dernier(self) -> Scellee | None:
        return self.scellees[-1] if self.scellees else None


def lire() -> Iterator[Scellee]:
    """Every line in order, by one query: what is added or purged meanwhile is not seen."""
    for une in Journal.objects.dans_l_ordre().iterator(chunk_size=PAR_FOIS):
        yield Scellee(une.ecrite, une.sceau)


def verifier(*listes: Path) -> Etat:
    """Read the journal whole, beside these lists of witnesses. Raises OSError."""
    # The list first: a line that is added between the two readings is no fault.
    dits, illisibles = temoins.lus(*listes)
    vrais, perdues = temoins.encore_vrais(dits)
    lues = list(lire())
    rupture = rompue(lues) or _dementie(lues, vrais)
    return Etat(lues, rupture, len(vrais), perdues, illisibles)


def _dementie(lues: Sequence[Scellee], vrais: Iterable[Temoin]) -> Rupture | None:
    """Where the journal is not what a witness saw: cut at its end, or written again."""
    sceaux = {une.ligne.rang: une.sceau for une in lues}
    premiere, derniere = min(sceaux, default=1), max(sceaux, default=0)
    for temoin in vrais:
        le = en_clair(datetime.fromisoformat(temoin.quand))
        if temoin.rang > derniere:
            return Rupture(
                derniere + 1,
                f"la fin manque\u202f: le {le}, il allait jusqu’à la ligne {temoin.rang}.",
            )
        if temoin.rang >= premiere and sceaux.get(temoin.rang) != temoin.sceau:
            return Rupture(
                temoin.rang,
                f"la ligne {temoin.rang} n’est plus celle du {le}\u202f: la suite est réécrite.",
            )
    return None


class Lien:
    """Which key bound a line. An older key never comes back after the one that replaced it, so
    that whoever holds an old one cannot add to what was written since."""

    def __init__(self) -> None:
        self.cles = cles()
        self.plus_ancienne = len(self.cles) - 1

    def tient(self, scellee: Scellee, precedent: str) -> bool:
        for age in range(self.plus_ancienne, -1, -1):
            if reconnait(scellee.sceau, scellee.ligne, precedent, self.cles[age]):
                self.plus_ancienne = age
                return True
        return False


def rompue(lues: Sequence[Scellee]) -> Rupture | None:
    """The first line that the chain does not hold, if any."""
    if not lues:
        return None
    lien = Lien()
    tete = _a_la_tete(lues, lien)
    suite = _dans_la_suite(lues, lien)
    if tete is None or suite is None:
        return tete or suite
    # What says where the journal begins is itself a line: when it is the one that was touched,
    # nothing is wrong with the first.
    points = [une.ligne.rang for une in lues if une.ligne.action == PURGE_DU_JOURNAL]
    accuse_a_tort = lues[0].ligne.rang > _debut(lues)[0] or suite.rang in points[-1:]
    return suite if accuse_a_tort else tete


def _a_la_tete(lues: Sequence[Scellee], lien: Lien) -> Rupture | None:
    attendu, precedent = _debut(lues)
    rang = lues[0].ligne.rang
    if rang < attendu:
        return Rupture(rang, f"la ligne {rang} est ajoutée\u202f: elle avait été purgée.")
    if rang > attendu:
        dit = f"le début manque\u202f: il commence à {rang}, pas à {attendu}, sans purge."
        return Rupture(attendu, dit)
    if not lien.tient(lues[0], precedent):
        return Rupture(rang, _diagnostic(lues, 0))
    return None


def _dans_la_suite(lues: Sequence[Scellee], lien: Lien) -> Rupture | None:
    for place, (avant, scellee) in enumerate(pairwise(lues), 1):
        attendu, rang = avant.ligne.rang + 1, scellee.ligne.rang
        if rang - attendu > 1:
            dit = f"{rang - attendu} lignes sont retirées, de {attendu} à {rang - 1}."
            return Rupture(attendu, dit)
        if rang != attendu:
            return Rupture(attendu, f"la ligne {attendu} est retirée.")
        if not lien.tient(scellee, avant.sceau):
            return Rupture(rang, _diagnostic(lues, place))
    return None


def _debut(lues: Sequence[Scellee]) -> tuple[int, str]:
    """The number of the first line, and what it is bound to: said by the last checkpoint."""
    points = [une.ligne for une in lues if une.ligne.action == PURGE_DU_JOURNAL]
    if not points:
        return 1, ORIGINE
    dit: dict[str, Any] = points[-1].detail
    debut, precedent = dit.get("debut"), dit.get("precedent")
    return (debut if isinstance(debut, int) else 1), str(precedent)


def _diagnostic(lues: Sequence[Scellee], place: int) -> str:
    """What most likely happened to a line whose seal does not hold where it is."""
    fautive, rang = lues[place], lues[place].ligne.rang
    if not any(_tient_quelque_part(lues, autre) for autre in _quelques_unes(lues)):
        return (
            f"la ligne {rang} n’est liée par aucune clé connue, ni celles qui l’entourent\u202f: "
            "vérifier MEDLOVE_CLE_JOURNAL."
        )
    if autre := _vraie_place(lues, fautive):
        return f"la ligne {rang} est déplacée\u202f: elle était la ligne {autre}."
    if place + 1 < len(lues) and _tient(lues[place + 1], fautive.sceau):
        return f"la ligne {rang} est modifiée depuis qu’elle est écrite."
    return f"la ligne {rang} est modifiée ou ajoutée\u202f: son sceau n’est pas le sien."


def _quelques_unes(lues: Sequence[Scellee]) -> list[int]:
    pas = max(1, len(lues) // 200)
    return list(range(0, len(lues), pas))


def _tient_quelque_part(lues: Sequence[Scellee], place: int) -> bool:
    """Whether this line holds after the one before it, or as the first."""
    precedent = lues[place - 1].sceau if place else _debut(lues)[1]
    return _tient(lues[place], precedent)


def _vraie_place(lues: Sequence[Scellee], fautive: Scellee) -> int | None:
    """The number under which its seal would hold, its words being those of another line."""
    for place in range(len(lues)):
        rang = lues[place].ligne.rang
        precedent = lues[place - 1].sceau if place else _debut(lues)[1]
        deplacee = Scellee(fautive.ligne._replace(rang=rang), fautive.sceau)
        if rang != fautive.ligne.rang and _tient(deplacee, precedent):
            return rang
    return None


def _tient(scellee: Scellee, precedent: str) -> bool:
    return any(reconnait(scellee.sceau, scellee.ligne, precedent, une) for une in cles())


def en_clair(instant: datetime | None) -> str:
    return f"{timezone.localtime(instant):%d/%m/%Y à %H h %M}" if instant else ""
