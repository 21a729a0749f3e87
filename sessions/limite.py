"""So many requests in so long from one sender: past that, it is asked to wait."""

import time
from dataclasses import dataclass

from django.core.cache import cache


class Trop(Exception):
    """One too many: a French sentence, and the seconds to wait."""

    def __init__(self, phrase: str, reste: int) -> None:
        super().__init__(phrase)
        self.reste = reste


@dataclass(frozen=True, slots=True)
class Limite:
    """At most `au_plus` requests in each window of `secondes`, for one key."""

    nom: str
    au_plus: int
    secondes: int
    phrase: str

    def compter(self, cle: str) -> None:
        """Count one. Raises Trop."""
        maintenant = int(time.time())
        compteur = f"{self.nom}:{cle}:{maintenant // self.secondes}"
        cache.add(compteur, 0, timeout=2 * self.secondes)
        try:
            comptes = cache.incr(compteur)
        except ValueError:  # the cache let go of it between the two
            return
        if comptes > self.au_plus:
            raise Trop(self.phrase, self.secondes - maintenant % self.secondes)
