"""The rules and lists that Python and JavaScript share: the files of static/notes/."""

import json
from functools import cache
from pathlib import Path
from typing import Any

DOSSIER = Path(__file__).resolve().parent.parent.parent / "static" / "notes"
# What the tablet loads when a note opens: by the name that `chargerListes` gives it, the static
# file to give the address of.
FICHIERS = {
    "pliage": "notes/pliage.json",
    "regles": "notes/regles.json",
    "vocabulaire": "notes/vocabulaire.json",
    "prenoms": "notes/prenoms.txt",
    "formes": "notes/formes.bin",
}


def ensemble(*listes: list[str]) -> frozenset[str]:
    """The words of lists, which are written several to a line."""
    return frozenset(mot for liste in listes for ligne in liste for mot in ligne.split())


@cache
def json_de(nom: str) -> Any:
    """The content of static/notes/`nom`.json."""
    return json.loads((DOSSIER / f"{nom}.json").read_text(encoding="utf-8"))
