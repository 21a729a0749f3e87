"""The server starts without what few of its pages need: it is quick, and its memory is small."""

import subprocess
import sys

CHARGER = """
import os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "medlove.settings")
import medlove.wsgi
import medlove.urls
print(*sorted({"fontTools", "numpy", "openpyxl", "shapely", "weasyprint"} & set(sys.modules)))
"""


def test_no_library_of_a_few_pages_is_loaded_for_all() -> None:
    """In a process of its own: here, other tests have loaded them already."""
    resultat = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", CHARGER],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert resultat.stdout.split() == []
