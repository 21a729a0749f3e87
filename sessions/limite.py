"""So many requests in so long from one sender: past that, it is asked to wait."""

import time
from dataclasses import dataclass

from django.core.cache import caches

from medlove import limites


class Trop(Exception):
    """One too many: a French sentence, and the seconds to wait."""

    def __init__(self, phrase: str, reste: int) -> None:
        super().__init__(phrase)
        self.reste = reste


@dataclass(frozen=True, slots=True)
class Limite:
    """At most `au_plus` requests in each window of `secondes`, for one key.

    Counted in the database: whoever guesses is stopped by every process, and by the next one
    after a restart. `en_memoire` counts in this process alone, and writes nothing: for senders
    who are known, and only send too much.
    """

    nom: str
    au_plus: int
    secondes: int
    phrase: str
    en_memoire: bool = False

    def compter(self, cle: str) -> None:
        """Count one. Raises Trop."""
        maintenant = int(time.time())
        compteur = f"{self.nom}:{cle}:{maintenant // self.secondes}"
        un_de_plus = _en_memoire if self.en_memoire else limites.compter
        if un_de_plus(compteur, 2 * self.secondes) > self.au_plus:
            raise Trop(self.phrase, self.secondes - maintenant % self.secondes)


def _en_memoire(compteur: str, secondes: int) -> int:
    memoire = caches["memoire"]
    memoire.add(compteur, 0, timeout=secondes)
    try:
        return memoire.incr(compteur)
    except ValueError:  # the cache let go of it between the two
        return 0
