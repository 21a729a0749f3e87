"""So many requests in so long from one sender: past that, it is asked to wait."""

import time
from dataclasses import dataclass

from django.core.cache import cache

from sessions.terrain.emetteur import Refuse


@dataclass(frozen=True, slots=True)
class Limite:
    """At most `au_plus` requests in each window of `secondes`, for one key."""

    nom: str
    au_plus: int
    secondes: int
    phrase: str

    def compter(self, cle: str) -> None:
        """Count one. Raises Refuse (429), with the time to wait, when it is one too many."""
        maintenant = int(time.time())
        compteur = f"{self.nom}:{cle}:{maintenant // self.secondes}"
        cache.add(compteur, 0, timeout=2 * self.secondes)
        try:
            comptes = cache.incr(compteur)
        except ValueError:  # the cache let go of it between the two
            return
        if comptes > self.au_plus:
            reste = self.secondes - maintenant % self.secondes
            raise Refuse(429, self.phrase, Retry_After=str(reste))


LOTS = Limite("lots", 60, 60, "Trop d’envois en une minute.")
RAPPROCHEMENTS = Limite("rapprochements", 60, 60, "Trop de demandes en une minute.")
CODES = Limite("codes", 20, 600, "Trop d’essais\u202f: attendre dix minutes, puis recommencer.")
