"""Which quartier a point falls in."""

from collections.abc import Iterable
from decimal import Decimal

from territoires.geometrie import boite, contient
from territoires.models import Quartier


def quartier_du_point(
    latitude: Decimal | float, longitude: Decimal | float, quartiers: Iterable[Quartier]
) -> Quartier | None:
    """The quartier whose exact outline holds the point, in degrees; None outside of them all."""
    x, y = float(longitude), float(latitude)
    for quartier in quartiers:
        if boite(quartier.contour).contient(x, y) and contient(quartier.contour, x, y):
            return quartier
    return None
