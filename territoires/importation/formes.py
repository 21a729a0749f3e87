"""From GeoJSON to shapely and back."""

from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry


def forme(contour: dict[str, Any]) -> BaseGeometry:
    return shapely.geometry.shape(contour)


def motif_d_invalidite(contour: dict[str, Any]) -> str:
    """Why shapely calls the outline invalid, with the place; an empty text when it is valid."""
    objet = forme(contour)
    return "" if shapely.is_valid(objet) else str(shapely.is_valid_reason(objet))
