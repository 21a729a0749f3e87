"""Draws that a seed repeats."""

import random
import uuid
from collections.abc import Mapping
from typing import Any

from sessions.demonstration.donnees import lire


class Hasard(random.Random):
    """Python's generator, with weighted draws from tables and UUIDs of its own."""

    def uuid(self) -> uuid.UUID:
        return uuid.UUID(int=self.getrandbits(128), version=4)

    def parmi(self, poids: Mapping[str, int]) -> str:
        """One key, drawn by its weight."""
        return self.choices(list(poids), weights=list(poids.values()))[0]

    def tire(self, table: str, ligne: str | None = None) -> str:
        """One key of a table of `tirages.json`, or of one line of that table."""
        poids: dict[str, Any] = lire("tirages")[table]
        return self.parmi(poids[ligne] if ligne else poids)

    def plusieurs(self, poids: Mapping[str, int], combien: int) -> list[str]:
        """At most `combien` different keys, in the order drawn."""
        return list(dict.fromkeys(self.parmi(poids) for _ in range(combien)))

    def arrive(self, chances: float) -> bool:
        """True `chances` times out of one."""
        return self.random() < chances
