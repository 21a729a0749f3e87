"""Pages draw maps without loading a spatial library."""

import subprocess
import sys

CHARGER = """
import django
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns
import sys, territoires.localisation, territoires.geometrie
print(*sorted({"shapely", "numpy"} & set(sys.modules)))
"""


def test_no_page_loads_shapely():
    """In a process of its own: here, the tests of imports have loaded it already."""
    resultat = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", f"import os\n{REGLAGES}{CHARGER}"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert resultat.stdout.split() == []


REGLAGES = "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'medlove.settings')\n"
