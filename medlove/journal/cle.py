"""The keys that bind the lines of the journal, kept out of the database and of its backups.

`MEDLOVE_CLE_JOURNAL` (or `MEDLOVE_CLE_JOURNAL_FILE`) holds the key in use, then, after commas,
those it took the place of, the last one first: the lines they bound stay verifiable. Where there
is none, the key is drawn from SECRET_KEY; it stays known as the oldest of all, so that giving a
first key breaks nothing.
"""

import hmac
from functools import cache

from django.conf import settings

CLE_AU_MOINS = 16  # characters


def donnees() -> list[str]:
    """Those that were given, the one in use first."""
    from medlove.settings import env_liste

    return env_liste("MEDLOVE_CLE_JOURNAL")


def cles() -> list[bytes]:
    """Every key a line may be bound with, from the one in use to the oldest."""
    secretes = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [*(une.encode() for une in donnees()), *(_tiree_de(une) for une in secretes)]


def cle() -> bytes:
    """The key in use."""
    return cles()[0]


@cache
def _tiree_de(secrete: str) -> bytes:
    return hmac.digest(secrete.encode(), b"medlove.journal", "sha256")
