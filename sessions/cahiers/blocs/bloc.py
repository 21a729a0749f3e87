"""What the machine adds to a section: figures counted, or records gathered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.text import slugify

from sessions.statistiques.effectifs import FINE
from sessions.statistiques.figures.figure import Figure
from sessions.statistiques.table import Ligne, Table

LIGNES_IMPRIMEES = 12
# Up to so many rows and columns, a figure and its numbers leave room: they are set larger.
LIGNES_AMPLES, COLONNES_AMPLES = 7, 3
# The families of pictograms whose words a table gives, by the bloc.
SIGNES = {"domaines": "domaine", "familles": "famille", "reponses": "reponse"}
SUITE = f"Les douze plus grands{FINE}: tous sont dans le fichier joint."


@dataclass(frozen=True, slots=True)
class Chiffre:
    """A key figure, said as a sentence: the number, then what it counts."""

    nombre: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Bloc:
    """One figure with the sentence that says it, or records to be read.

    `phrase` is the finding, or why nothing may be said (`tu`); the figure's alternative text
    states it too. `table` holds the figure's own numbers: a print shows a dozen of its rows at
    most, the attached CSV all of them. `elements` are what a `gabarit` of its own prints.
    """

    code: str
    titre: str
    phrase: str = ""
    figure: Figure | None = None
    table: Table | None = None
    chiffres: Sequence[Chiffre] = ()
    elements: Mapping[str, Any] = field(default_factory=dict)
    gabarit: str = "cahiers/blocs/compte.html"
    tu: bool = False

    @property
    def ancre(self) -> str:
        """The id of its title, which is read aloud when a link leads there."""
        return f"figure-{slugify(self.titre)}"

    @property
    def ancres(self) -> set[str]:
        """All the ids it may take in a page."""
        return {self.ancre, f"table-{self.table.code}"} if self.table else {self.ancre}

    @property
    def ample(self) -> bool:
        """Little enough for larger letters."""
        return (
            self.table is not None
            and len(self.table.lignes) <= LIGNES_AMPLES
            and len(self.table.colonnes) <= COLONNES_AMPLES
        )

    @property
    def signe(self) -> str:
        """The family of the pictograms that stand beside its rows; empty when they have none."""
        return SIGNES.get(self.code, "")

    @property
    def table_imprimee(self) -> Table | None:
        """The dozen greatest rows, in the order of the table; a note tells where the rest is."""
        if self.table is None or len(self.table.lignes) <= LIGNES_IMPRIMEES:
            return self.table
        lignes = tuple(plus_grandes(self.table.lignes))
        return replace(self.table, lignes=lignes, notes=(*self.table.notes, SUITE))


def plus_grandes(lignes: Sequence[Ligne], au_plus: int = LIGNES_IMPRIMEES) -> list[Ligne]:
    """Those that go in print, in their own order; wholly hidden ones go last, in that order."""
    gardees = sorted(lignes, key=_rang, reverse=True)[:au_plus]
    return [une for une in lignes if une in gardees]


def _rang(ligne: Ligne) -> int:
    return max((lue.nombre for lue in ligne.cellules if lue.nombre is not None), default=-1)
