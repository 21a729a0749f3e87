"""Linear programs, by HiGHS: how low and how high each unknown may be, all taken together."""

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from math import ceil, floor
from typing import Any

import highspy

INFINI = highspy.kHighsInf
PRES = 1e-6
Inconnue = Hashable
Bornes = tuple[float, float]


class Contradiction(Exception):
    """What is known cannot all be true."""


@dataclass(frozen=True, slots=True)
class Relation:
    """`bas` ≤ the sum of the unknowns by their coefficients ≤ `haut`."""

    termes: dict[Any, float]
    bas: float = -INFINI
    haut: float = INFINI


class Programme:
    """Unknown counts between bounds, tied by relations; some of them said yes or no."""

    def __init__(self, bornes: dict[Any, Bornes], relations: Iterable[Relation]) -> None:
        self.bornes: dict[Any, Bornes] = {}
        self._rangs: dict[Any, int] = {}
        self._highs = highspy.Highs()
        self._highs.silent()
        self._highs.setOptionValue("threads", 1)
        for inconnue, (bas, haut) in bornes.items():
            self._ajouter(inconnue, bas, haut)
        for une in relations:
            self.lier(une)

    def lier(self, relation: Relation) -> None:
        rangs = [self._rangs[inconnue] for inconnue in relation.termes]
        valeurs = list(relation.termes.values())
        self._highs.addRow(relation.bas, relation.haut, len(rangs), rangs, valeurs)

    def oui_ou_non(self, inconnue: Inconnue) -> None:
        """One more unknown, 0 or 1."""
        self._ajouter(inconnue, 0, 1)
        self._highs.changeColIntegrality(self._rangs[inconnue], highspy.HighsVarType.kInteger)

    def borner(self, inconnue: Inconnue, bas: float, haut: float) -> None:
        if (bas, haut) != self.bornes[inconnue]:
            self.bornes[inconnue] = (bas, haut)
            self._highs.changeColBounds(self._rangs[inconnue], bas, haut)

    def encadrer(
        self, inconnues: Collection[Inconnue], tours: int = 3
    ) -> dict[Any, tuple[int, int]]:
        """The least and the greatest whole value of each of these unknowns.

        What is learnt of one narrows the others: they are asked again, `tours` times at most.
        Raises Contradiction.
        """
        trouvees: dict[Any, tuple[int, int]] = {}
        for _ in range(tours):
            avant = dict(trouvees)
            for inconnue in inconnues:
                bas = ceil(-self.maximum({inconnue: -1}) - PRES)
                haut = floor(self.maximum({inconnue: 1}) + PRES)
                trouvees[inconnue] = (bas, haut)
                self.borner(inconnue, bas, haut)
            if trouvees == avant:
                break
        return trouvees

    def maximum(self, termes: dict[Any, float]) -> float:
        """The greatest sum of these unknowns by their coefficients."""
        highs = self._highs
        highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
        for inconnue, fois in termes.items():
            highs.changeColCost(self._rangs[inconnue], fois)
        highs.run()
        # Read before the costs are put back: the answer goes with the question.
        etat, valeur = highs.getModelStatus(), highs.getInfo().objective_function_value
        for inconnue in termes:
            highs.changeColCost(self._rangs[inconnue], 0)
        if etat != highspy.HighsModelStatus.kOptimal:
            raise Contradiction(f"{termes}: {etat}")
        return float(valeur)

    def _ajouter(self, inconnue: Inconnue, bas: float, haut: float) -> None:
        self._rangs[inconnue] = len(self._rangs)
        self.bornes[inconnue] = (bas, haut)
        self._highs.addVar(bas, haut)
