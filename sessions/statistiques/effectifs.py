"""What a reader sees of a count: the one place where small counts are hidden.

Every count of persons that reaches a page, a print or a file goes through `lire`,
every share through `lire_part`. Facts about the team (sorties, haltes, hours,
kilometres) are public and are shown as they are.
"""

from dataclasses import dataclass
from enum import Enum

FINE = "\u202f"
PART_MASQUEE = "masqué"


class Lecture(Enum):
    """Who reads: (largest hidden count, whether zero is hidden too, what is shown instead)."""

    EXACTE = (0, False, "")
    PILOTAGE = (10, True, f"<{FINE}11")
    IMPRESSION = (4, False, f"<{FINE}5")

    def __init__(self, plafond: int, zero_masque: bool, mention: str) -> None:
        self.plafond = plafond
        self.zero_masque = zero_masque
        self.mention = mention

    def masque(self, nombre: int) -> bool:
        return nombre <= self.plafond and (nombre > 0 or self.zero_masque)


@dataclass(frozen=True, slots=True)
class Effectif:
    """A count as it is read: `nombre` is None when hidden, and nothing else tells it."""

    nombre: int | None
    texte: str

    @property
    def masque(self) -> bool:
        return self.nombre is None

    def __str__(self) -> str:
        return self.texte


@dataclass(frozen=True, slots=True)
class Part:
    """A share as it is read, in whole points; `points` is None when hidden or undefined."""

    points: int | None
    texte: str
    masque: bool = False

    def __str__(self) -> str:
        return self.texte


def lire(nombre: int, lecture: Lecture) -> Effectif:
    """A count of persons, for this reader."""
    if lecture.masque(nombre):
        return Effectif(None, lecture.mention)
    return Effectif(nombre, milliers(nombre))


def lire_part(numerateur: int, denominateur: int, lecture: Lecture) -> Part:
    """The share of two counts of persons, for this reader.

    Hidden when either count is, with a word: « < 5 » would read as a share. « – » over
    nobody. A share that is not nought never reads « 0 % », nor one that is not whole « 100 % ».
    """
    if lecture.masque(numerateur) or lecture.masque(denominateur):
        return Part(None, PART_MASQUEE, masque=True)
    if denominateur == 0:
        return Part(None, "–")
    points = (200 * numerateur + denominateur) // (2 * denominateur)
    if points == 0 and numerateur:
        return Part(0, f"<{FINE}1{FINE}%")
    if points == 100 and numerateur < denominateur:
        return Part(99, f">{FINE}99{FINE}%")
    return Part(points, f"{points}{FINE}%")


def milliers(nombre: int) -> str:
    """A whole number with thousands apart, as it is printed in French."""
    return f"{nombre:,}".replace(",", FINE)
