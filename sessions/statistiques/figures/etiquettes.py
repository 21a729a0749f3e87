"""Where a label goes in a quartier, and how much room it has there."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from territoires.geometrie import anneaux


@dataclass(frozen=True, slots=True)
class Place:
    """The middle of the quartier along a parallel, and its width there, in degrees."""

    longitude: float
    latitude: float
    largeur: float


def place(contour: dict[str, Any], longitude: float, latitude: float) -> Place:
    """The part of the parallel of the label that lies inside, around it if it may be.

    Names are wide and flat: in the middle of that part they overflow least.
    """
    bords = sorted(_croisements(contour, latitude))
    parts = list(zip(bords[::2], bords[1::2], strict=False))
    if not parts:
        return Place(longitude, latitude, 0)
    ouest, est = max(parts, key=lambda part: (part[0] <= longitude <= part[1], part[1] - part[0]))
    return Place((ouest + est) / 2, latitude, est - ouest)


def _croisements(contour: dict[str, Any], latitude: float) -> list[float]:
    """The longitudes at which the outline crosses a parallel: an even number of them."""
    return [
        x1 + (latitude - y1) * (x2 - x1) / (y2 - y1)
        for anneau in anneaux(contour)
        for (x1, y1), (x2, y2) in pairwise(anneau)
        if (y1 > latitude) is not (y2 > latitude)
    ]
