"""The second door to the database: that of the outside, where what is published is read."""

from typing import Any

PUBLICATION = "publication"

# What is deleted is written over with zeros: its bytes are nowhere in the file.
EFFACEMENT = "PRAGMA secure_delete=ON;"
REGLAGES_DE_SQLITE = f"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; {EFFACEMENT}"


class RouteurDesBases:
    """Nothing is built through the door of the outside: it only reads."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return False if db == PUBLICATION else None
