"""Troubles planted in a child process: what a making may run into, for real.

The environment names one: `MEDLOVE_PANNE`.
"""

import os
import signal
import time
from pathlib import Path
from typing import Any

from django.apps import AppConfig


class Pannes(AppConfig):
    name = "tests.sessions.cahiers.editions.atelier.pannes"
    label = "pannes"
    path = os.path.dirname(__file__)

    def ready(self) -> None:
        from sessions.cahiers.editions import production

        panne = PANNES.get(os.environ.get("MEDLOVE_PANNE", ""))
        if panne:
            production.fabriquer = panne


def dormir(*_: Any) -> Any:
    """A long time, and says so by a file with its process."""
    Path(os.environ["MEDLOVE_FICHIERS"], "endormi").write_text(str(os.getpid()))
    time.sleep(60)


def grossir(*_: Any) -> Any:
    """A little more memory at a time, for ever."""
    tout = []
    while True:
        tout.append(bytearray(16 * 1024 * 1024))


def tomber(*_: Any) -> Any:
    """As C code that goes wrong does."""
    os.kill(os.getpid(), signal.SIGSEGV)


def buter(*_: Any) -> Any:
    """An error that knows its section."""
    erreur = ValueError("table sans fin")
    erreur.section = "Les haltes"  # type: ignore[attr-defined]
    raise erreur


PANNES = {
    "dort": dormir,
    "grossit": grossir,
    "tombe": tomber,
    "bute": buter,
}
