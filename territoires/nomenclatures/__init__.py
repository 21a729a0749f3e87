"""Reference lists of the territory: stable codes, French labels, kept as JSON beside this file.

The functions are given to `choices=` as they are, so that a new label needs no migration.
"""

import json
from functools import cache
from pathlib import Path

DOSSIER = Path(__file__).parent


@cache
def lire(liste: str) -> dict[str, str]:
    """Codes and labels of one list, in the order of its file."""
    entrees = json.loads((DOSSIER / f"{liste}.json").read_text(encoding="utf-8"))
    return {entree["code"]: entree["libelle"] for entree in entrees}


def genres_de_lieu() -> list[tuple[str, str]]:
    return list(lire("genres_de_lieu").items())


def genres_de_structure() -> list[tuple[str, str]]:
    return list(lire("genres_de_structure").items())
