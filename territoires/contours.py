"""`ContourField`: the outline of a quartier as GeoJSON, with no spatial database.

One place says what an outline is: a Polygon or MultiPolygon in longitude, latitude
(WGS84), closed rings, outer rings counterclockwise and holes clockwise (RFC 7946),
valid for shapely.
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from territoires.geometrie import Anneau, aire_signee, polygones

LONGITUDES = (-180.0, 180.0)
LATITUDES = (-90.0, 90.0)


def verifier_contour(valeur: Any) -> None:
    """Raise a `ValidationError` with one French sentence unless `valeur` is an outline."""
    if not isinstance(valeur, dict) or valeur.get("type") not in ("Polygon", "MultiPolygon"):
        raise ValidationError(
            "Le contour doit être un objet GeoJSON de type Polygon ou MultiPolygon.",
            code="type",
        )
    try:
        anneaux = list(_anneaux(valeur))
    except (TypeError, ValueError, KeyError, IndexError):
        raise ValidationError(
            "Le contour n’a pas la forme d’une suite d’anneaux de positions.", code="forme"
        ) from None
    if not anneaux:
        raise ValidationError("Le contour est vide.", code="vide")
    for anneau, _ in anneaux:
        _verifier_anneau(anneau)
    _verifier_topologie(valeur)
    # Last: a ring that crosses itself has no winding to speak of.
    if any((aire_signee(anneau) > 0) is not exterieur for anneau, exterieur in anneaux):
        raise ValidationError(
            "Les anneaux doivent tourner dans le sens de la norme RFC 7946.", code="sens"
        )


def _anneaux(contour: dict[str, Any]) -> Iterator[tuple[Anneau, bool]]:
    """Each ring, as pairs of numbers, with True when it is an outer one."""
    for polygone in polygones(contour):
        for rang, anneau in enumerate(polygone):
            yield [(float(x), float(y)) for x, y in anneau], rang == 0


def _verifier_anneau(anneau: Anneau) -> None:
    if len(anneau) < 4 or anneau[0] != anneau[-1]:
        raise ValidationError(
            "Chaque anneau du contour doit être fermé et compter au moins quatre positions.",
            code="anneau",
        )
    for longitude, latitude in anneau:
        if not (
            LONGITUDES[0] <= longitude <= LONGITUDES[1] and LATITUDES[0] <= latitude <= LATITUDES[1]
        ):
            raise ValidationError(
                "Le contour doit être en longitude et latitude (WGS84), pas en mètres.",
                code="projection",
            )


def _verifier_topologie(contour: dict[str, Any]) -> None:
    # Imported late: shapely belongs to imports and commands, no page ever validates an outline.
    from territoires.importation.formes import faute_de_topologie

    lieu = faute_de_topologie(contour)
    if lieu is not None:
        raise ValidationError(
            "Le contour se recoupe, ou ses anneaux s’emboîtent mal%(lieu)s.",
            code="topologie",
            params={"lieu": f", près de {lieu}" if lieu else ""},
        )


class ContourField(models.JSONField):
    """A GeoJSON Polygon or MultiPolygon. Never edited in a form: outlines come by import."""

    default_validators = [verifier_contour]

    def __init__(self, *args: Any, **options: Any) -> None:
        options["editable"] = False
        super().__init__(*args, **options)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        nom, chemin, arguments, options = super().deconstruct()
        options.pop("editable", None)
        return nom, chemin, arguments, options
