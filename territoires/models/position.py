"""Latitude and longitude as two indexed decimals: six of them is 11 cm, more is noise."""

from typing import Any

from django.db import models
from django.db.models import Q


def champ_latitude(**options: Any) -> models.DecimalField:
    return models.DecimalField(max_digits=9, decimal_places=6, db_index=True, **options)


def champ_longitude(**options: Any) -> models.DecimalField:
    return models.DecimalField(max_digits=9, decimal_places=6, db_index=True, **options)


def position_bornee() -> list[models.BaseConstraint]:
    """The two ranges. A null position passes, as a check does in SQL."""
    return [
        models.CheckConstraint(
            condition=Q(latitude__gte=-90, latitude__lte=90),
            name="%(app_label)s_%(class)s_latitude",
            violation_error_message="La latitude doit être comprise entre −90 et 90 degrés.",
        ),
        models.CheckConstraint(
            condition=Q(longitude__gte=-180, longitude__lte=180),
            name="%(app_label)s_%(class)s_longitude",
            violation_error_message="La longitude doit être comprise entre −180 et 180 degrés.",
        ),
    ]
