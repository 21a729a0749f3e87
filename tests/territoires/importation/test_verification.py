"""An outline that is none is told in a sentence that names it."""

from typing import Any

import pytest

from territoires.importation.champs import QuartierLu
from territoires.importation.refus import FichierRefuse
from territoires.importation.verification import verifier_les_contours


def anneau(x: float) -> list[list[float]]:
    return [[x, 48.1], [-1.6, 48.1], [-1.6, 48.2], [x, 48.1]]


@pytest.mark.parametrize(
    "contour",
    [
        None,
        {"type": "MultiPolygon", "coordinates": []},
        {"type": "MultiPolygon", "coordinates": [[]]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [anneau(10**400)]},
        {"type": "Polygon", "coordinates": [anneau(float("1e400"))]},
    ],
)
def test_what_is_no_outline_is_refused(contour: Any):
    lu = QuartierLu(code_insee="35238", numero=3, nom="La Garenne", contour=contour)
    with pytest.raises(FichierRefuse, match=r"n° 3 .* n’est pas un Polygon ni un MultiPolygon"):
        verifier_les_contours([lu])
