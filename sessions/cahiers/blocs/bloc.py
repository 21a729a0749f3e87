"""What the machine adds to a section: figures counted, or records gathered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString
from django.utils.text import slugify

from sessions.statistiques.figures.figure import Figure
from sessions.statistiques.table import Table


@dataclass(frozen=True, slots=True)
class Chiffre:
    """A key figure, said as a sentence: the number, then what it counts."""

    nombre: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Entree:
    """A line of a legend: its drawn square, its words."""

    case: SafeString
    texte: str


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
    legende: Sequence[Entree] = ()
    table: Table | None = None
    chiffres: Sequence[Chiffre] = ()
    elements: Mapping[str, Any] = field(default_factory=dict)
    gabarit: str = "cahiers/blocs/compte.html"
    tu: bool = False

    @property
    def ancre(self) -> str:
        """The id of its title, which is read aloud when a link leads there."""
        return f"figure-{slugify(self.titre)}"
