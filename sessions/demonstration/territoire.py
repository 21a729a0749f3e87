"""The quartiers the demonstration stands on: the official ones if they are there."""

from django.conf import settings

from territoires.models import Quartier

CONTOURS = settings.BASE_DIR / "fixtures" / "quartiers_schematiques.geojson"
CODE_INSEE = "35238"


def quartiers_schematiques() -> None:
    """Import the schematic outlines shipped with the product, unless the commune has some."""
    if Quartier.objects.de_commune(CODE_INSEE).exists():
        return
    from django.core.management import call_command

    call_command("importer_quartiers", str(CONTOURS), code_insee=CODE_INSEE, verbosity=0)
