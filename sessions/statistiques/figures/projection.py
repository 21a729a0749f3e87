"""From longitude and latitude to a drawing of one town."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any, Self

from territoires.geometrie import Anneau, boite, polygones


@dataclass(frozen=True, slots=True)
class Projection:
    """Degrees to pixels, north up: flat, longitudes shortened by the cosine of the latitude.

    Over a town the shape errs by less than one part in a thousand.
    """

    ouest: float
    nord: float
    pixels_par_degre: float
    raccourci: float
    marge: float
    largeur: int
    hauteur: int

    @classmethod
    def autour(cls, contours: Sequence[dict[str, Any]], largeur: int, marge: float = 8) -> Self:
        """The drawing `largeur` pixels wide that holds these outlines, never taller than 5:4."""
        boites = [boite(contour) for contour in contours]
        ouest, est = min(b.ouest for b in boites), max(b.est for b in boites)
        sud, nord = min(b.sud for b in boites), max(b.nord for b in boites)
        raccourci = cos(radians((sud + nord) / 2))
        utile = largeur - 2 * marge
        echelle = min(utile / (raccourci * (est - ouest)), 1.25 * utile / (nord - sud))
        blanc = (largeur - raccourci * (est - ouest) * echelle) / 2
        return cls(
            ouest=ouest - blanc / echelle / raccourci,
            nord=nord,
            pixels_par_degre=echelle,
            raccourci=raccourci,
            marge=marge,
            largeur=largeur,
            hauteur=round((nord - sud) * echelle + 2 * marge),
        )

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        x = self.pixels(longitude - self.ouest)
        y = (self.nord - latitude) * self.pixels_par_degre + self.marge
        return round(x, 1), round(y, 1)

    def pixels(self, degres: float) -> float:
        """The length of so many degrees of longitude."""
        return degres * self.raccourci * self.pixels_par_degre

    def chemin(self, contour: dict[str, Any]) -> str:
        """The `d` of an SVG path, holes included (fill rule evenodd)."""
        return "".join(self._anneau(anneau) for un in polygones(contour) for anneau in un)

    def _anneau(self, anneau: Anneau) -> str:
        points = (self.point(position[0], position[1]) for position in anneau[:-1])
        return "M" + " ".join(f"{x:g} {y:g}" for x, y in points) + "Z"
