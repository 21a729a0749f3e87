"""The Chromium that the tests, the measures and the pictures drive."""

import os
import shutil
from collections.abc import Sequence
from typing import Any

# Without windows first: half the work for the same pages.
NOMS = ["chromium-headless-shell", "chromium"]


def lancement(noms: Sequence[str] = NOMS) -> dict[str, Any]:
    """How Playwright launches the first of these; its own where the machine has none."""
    installes = (shutil.which(nom) for nom in noms)
    return {
        "executable_path": os.environ.get("MEDLOVE_CHROMIUM")
        or next(filter(None, installes), None),
        # Chromium refuses its own sandbox to root, which continuous integration often is.
        "args": ["--no-sandbox"] if os.geteuid() == 0 else [],
    }
