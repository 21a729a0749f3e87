"""The rules and lists that Python and JavaScript share: the files of static/notes/."""

import json
from functools import cache
from pathlib import Path
from typing import Any

DOSSIER = Path(__file__).resolve().parent.parent.parent / "static" / "notes"


@cache
def json_de(nom: str) -> Any:
    """The content of static/notes/`nom`.json."""
    return json.loads((DOSSIER / f"{nom}.json").read_text(encoding="utf-8"))
