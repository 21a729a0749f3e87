"""Our answers under the headings of La Coop's collective report, kept as JSON beside.

Its source says what was read and when. A heading without a code is one we never count: under
twelve, a passage only. « À répartir » is what no single heading takes.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

ICI = Path(__file__).parent
Rubriques = list[tuple[str, frozenset[str]]]


@cache
def _coop() -> dict[str, Any]:
    lu: dict[str, Any] = json.loads((ICI / "coop.json").read_text(encoding="utf-8"))
    return lu


def source() -> str:
    return str(_coop()["source"])


def rubriques(champ: str) -> Rubriques:
    """The headings of a field of the rencontre (genre, tranche_age, activite), in the order of
    La Coop, each with our codes that it takes."""
    return [(libelle, frozenset(codes)) for libelle, codes in _coop()[champ]]


def thematiques() -> dict[str, str]:
    """The labels of La Coop's thématiques by `code_coop`, in its order."""
    return dict(_coop()["thematiques"])
