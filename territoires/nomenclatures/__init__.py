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


@cache
def valeurs(champ: str) -> dict[str, str]:
    """What the national schema of places, v1.0.2, allows in a field of lists, and its words.

    The values travel as they are, so they are no codes of ours; the words may be edited.
    """
    fichier = DOSSIER / "schema_national" / "v1_0_2.json"
    listes: dict[str, dict[str, str]] = json.loads(fichier.read_text(encoding="utf-8"))
    return listes[champ]


def dire(champ: str, valeur: str) -> str:
    """The words of a value; one that the schema does not know is said as it came."""
    return valeurs(champ).get(valeur, valeur)
