"""How a line is bound to the one before it: an HMAC-SHA-256 over one exact writing of it.

The writing is that of a JSON list, in this order, for ever: a column added later is added here
under another VERSION, and lines already bound keep theirs.
"""

import hmac
import json
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

VERSION = 1
ORIGINE = ""  # what the very first line is bound to


class Ligne(NamedTuple):
    """All that a line says, but for its seal."""

    rang: int
    quand: datetime
    equipe: UUID | None
    acteur: UUID | None
    action: str
    objet: str
    filtre: str
    lignes: int | None
    detail: dict[str, Any]


def sceller(ligne: Ligne, precedent: str, cle: bytes) -> str:
    """The seal of a line, in 64 hexadecimal digits; `precedent` is that of the line before."""
    return hmac.new(cle, canonique(ligne, precedent), "sha256").hexdigest()


def reconnait(sceau: str, ligne: Ligne, precedent: str, cle: bytes) -> bool:
    return hmac.compare_digest(sceau.encode(), sceller(ligne, precedent, cle).encode())


def canonique(ligne: Ligne, precedent: str) -> bytes:
    dit = [
        VERSION,
        ligne.rang,
        ligne.quand.astimezone(UTC).isoformat(),
        ligne.equipe and str(ligne.equipe),
        ligne.acteur and str(ligne.acteur),
        ligne.action,
        ligne.objet,
        ligne.filtre,
        ligne.lignes,
        _sans_ecart(ligne.detail),
        precedent,
    ]
    return json.dumps(dit, sort_keys=True, separators=(",", ":")).encode()


def _sans_ecart(valeur: Any) -> Any:
    """A database may give 100.0 back as 100: written the same."""
    match valeur:
        case float() if valeur.is_integer():
            return int(valeur)
        case dict():
            return {str(cle): _sans_ecart(une) for cle, une in valeur.items()}
        case list() | tuple():
            return [_sans_ecart(une) for une in valeur]
    return valeur
