"""The calendar of sorties: a month written 2026-11, and its weeks from Monday to Sunday."""

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.dates import MONTHS

from sessions.periodes import DERNIER_JOUR, PREMIER_JOUR, UN_JOUR
from sessions.sorties.models import Sortie

FORME = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
SEMAINE = calendar.Calendar(firstweekday=calendar.MONDAY)


@dataclass(frozen=True, slots=True, order=True)
class Mois:
    """A month of the calendar; months compare in the order of time."""

    annee: int
    rang: int

    @classmethod
    def du_jour(cls, jour: date) -> "Mois":
        return cls(jour.year, jour.month)

    @classmethod
    def lire(cls, texte: str) -> "Mois":
        """The month written « 2026-11 »; ValueError, with a French sentence, otherwise."""
        forme = FORME.fullmatch(texte)
        if not forme or not PREMIER_JOUR.year <= int(forme[1]) <= DERNIER_JOUR.year:
            raise ValueError(
                f"«\u202f{texte}\u202f» n’est pas un mois du calendrier\u202f: "
                "écrire par exemple 2026-11."
            )
        return cls(int(forme[1]), int(forme[2]))

    def __str__(self) -> str:
        return f"{self.annee:04d}-{self.rang:02d}"

    @property
    def libelle(self) -> str:
        return f"{MONTHS[self.rang]} {self.annee}"

    @property
    def du(self) -> date:
        return date(self.annee, self.rang, 1)

    @property
    def au(self) -> date:
        return date(self.annee, self.rang, calendar.monthrange(self.annee, self.rang)[1])

    @property
    def precedent(self) -> "Mois | None":
        """The month before; None at the start of the calendar."""
        return Mois.du_jour(self.du - UN_JOUR) if self.du > PREMIER_JOUR else None

    @property
    def suivant(self) -> "Mois | None":
        return Mois.du_jour(self.au + UN_JOUR) if self.au < DERNIER_JOUR else None


@dataclass(frozen=True, slots=True)
class Case:
    """A day of the grid. `dans_le_mois` is False for those that only fill a week."""

    jour: date
    dans_le_mois: bool
    sorties: list[Sortie]


def semaines(mois: Mois, sorties: Iterable[Sortie]) -> list[list[Case]]:
    """The weeks the month touches, seven days each, with the sorties in their order."""
    par_jour: defaultdict[date, list[Sortie]] = defaultdict(list)
    for sortie in sorties:
        par_jour[sortie.date].append(sortie)
    return [
        [Case(jour, jour.month == mois.rang, par_jour.get(jour, [])) for jour in semaine]
        for semaine in SEMAINE.monthdatescalendar(mois.annee, mois.rang)
    ]
