"""Sixty lots a minute for one sender: past that, the tablet is asked to wait."""

import time

from django.core.cache import cache

LOTS_PAR_MINUTE = 60


def attente(cle: str) -> int:
    """Count one lot; the seconds to wait when it is one too many, else 0."""
    maintenant = int(time.time())
    compteur = f"lots:{cle}:{maintenant // 60}"
    cache.add(compteur, 0, timeout=120)
    try:
        comptes = cache.incr(compteur)
    except ValueError:  # the cache let go of it between the two
        return 0
    return 60 - maintenant % 60 if comptes > LOTS_PAR_MINUTE else 0
