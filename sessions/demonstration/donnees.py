"""The fictitious material of the demonstration, read from fixtures/demonstration/."""

import json
from functools import cache
from typing import Any

from django.conf import settings

DOSSIER = settings.BASE_DIR / "fixtures" / "demonstration"


@cache
def lire(nom: str) -> dict[str, Any]:
    """`equipe` (who and where), `tirages` (weights of the draws), `textes` or `cahiers`."""
    contenu: dict[str, Any] = json.loads((DOSSIER / f"{nom}.json").read_text(encoding="utf-8"))
    return contenu
