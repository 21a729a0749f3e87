"""The second door to the database: that of the outside, under a role that reads what is published."""

from typing import Any

PUBLICATION = "publication"


class RouteurDesBases:
    """Nothing is built through the door of the outside: it only reads."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return False if db == PUBLICATION else None
