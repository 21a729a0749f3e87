"""A purge, on a given day, that kills itself with SIGKILL at a given point.

    python -m tests.sessions.conservation.mort POINT DAY

One row a lot: each point falls in the middle of a step.
"""

import os
import signal
import sys
from collections.abc import Callable
from itertools import count
from typing import Any

import django

django.setup()

import time_machine  # noqa: E402
from django.core.management import call_command  # noqa: E402

from sessions.conservation import liberation, lots, rencontres, textes  # noqa: E402
from sessions.element import Suppression  # noqa: E402


def mourir_a(ou: Any, nom: str, rang: int = 1, *, avant: bool = True) -> None:
    """At the call number `rang` of this function, before it or after."""
    vraie, appels = getattr(ou, nom), count(1)

    def piegee(*args: Any, **options: Any) -> Any:
        cette_fois = next(appels) == rang
        if cette_fois and avant:
            os.kill(os.getpid(), signal.SIGKILL)
        rendu = vraie(*args, **options)
        if cette_fois:
            os.kill(os.getpid(), signal.SIGKILL)
        return rendu

    setattr(ou, nom, piegee)


POINTS: dict[str, Callable[[], None]] = {
    # A note is erased, its copies are not yet.
    "note": lambda: mourir_a(textes.notes_retirees, "send"),
    # Rencontres are gone, their ids are not told yet.
    "ids": lambda: mourir_a(Suppression, "noter", 2),
    # The year is frozen, its rencontres are still there.
    "archive": lambda: mourir_a(rencontres, "figer", avant=False),
    # One was taken away for good, the others were not.
    "lot": lambda: mourir_a(rencontres, "supprimer", 2),
    # All is done but giving the space back.
    "place": lambda: mourir_a(liberation.connection, "cursor"),
}


def main(point: str, jour: str) -> None:
    lots.LOT = 1
    POINTS[point]()
    with time_machine.travel(jour, tick=False):
        call_command("purger")


if __name__ == "__main__":
    main(*sys.argv[1:])
