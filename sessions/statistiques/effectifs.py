"""What a reader sees of a count: the one place where small counts are hidden.

Every count of persons that reaches a page, a print or a file goes through `lire`,
every share through `lire_part`. Facts about the team (sorties, haltes, hours,
kilometres) are public and are shown as they are.
"""

from collections.abc import Sequence
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
    texte = _en_points(points, numerateur, denominateur)
    return Part(99 if points == 100 and numerateur < denominateur else points, texte)


def repartir(nombres: Sequence[int], lecture: Lecture) -> list[Part]:
    """The shares of counts that make up a whole: their points add up to 100.

    By largest remainder, the first of two equal ones being served. Hidden and written as by
    `lire_part`.
    """
    total = sum(nombres)
    restes = [100 * nombre % total if total else 0 for nombre in nombres]
    points = [100 * nombre // total if total else 0 for nombre in nombres]
    manquants = (100 - sum(points)) if total else 0
    for rang in sorted(range(len(nombres)), key=lambda rang: -restes[rang])[:manquants]:
        points[rang] += 1
    return [
        Part(point, _en_points(point, nombre, total))
        if total and not (lecture.masque(nombre) or lecture.masque(total))
        else lire_part(nombre, total, lecture)
        for point, nombre in zip(points, nombres, strict=True)
    ]


def _en_points(points: int, numerateur: int, denominateur: int) -> str:
    if points == 0 and numerateur:
        return f"<{FINE}1{FINE}%"
    if points == 100 and numerateur < denominateur:
        return f">{FINE}99{FINE}%"
    return f"{points}{FINE}%"


def milliers(nombre: int) -> str:
    """A whole number with thousands apart, as it is printed in French."""
    return f"{nombre:,}".replace(",", FINE)
