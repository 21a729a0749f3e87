"""A child process held to a time and a memory, and that does not outlive its parent.

The parent watches the clock and stops the child; the child holds itself to its memory.
"""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from threading import Thread
from time import monotonic

from django.conf import settings

PAS = 0.25  # seconds between two looks at the child
FIN_DES_ERREURS = 4_000  # bytes kept of what it said on its way out
MEMOIRE = (
    "MemoryError",
    "failed to allocate",
    "Cannot allocate memory",
    "bad_alloc",
    "creating thread",
)


class Arret(Enum):
    """How a child ended."""

    FINI = auto()
    TEMPS = auto()
    MEMOIRE = auto()
    TUE = auto()
    TOMBE = auto()
    RAPPELE = auto()


@dataclass(frozen=True, slots=True)
class Issue:
    """`sortie` is what it printed, `erreurs` the end of what it complained of."""

    arret: Arret
    sortie: str
    erreurs: str


def executer(
    commande: Sequence[str], dossier: Path, secondes: float, continuer: Callable[[], bool]
) -> Issue:
    """Run a management command in a process of its own; `continuer` says, at each look, whether
    it is still wanted. Nothing of it is left running, whatever ends this function.

    `dossier` receives what the child says: in files, which never make it wait as a pipe would.
    """
    dit, plaint = dossier / "sortie", dossier / "erreurs"
    with dit.open("wb") as sortie, plaint.open("wb") as erreurs:
        enfant = subprocess.Popen(
            [sys.executable, str(settings.BASE_DIR / "manage.py"), *commande],
            stdin=subprocess.PIPE,  # never written to: it closes when the parent dies
            stdout=sortie,
            stderr=erreurs,
            cwd=settings.BASE_DIR,
            start_new_session=True,
        )
        try:
            arret = _surveiller(enfant, monotonic() + secondes, continuer)
        finally:
            _achever(enfant)
    fin = plaint.read_bytes()[-FIN_DES_ERREURS:].decode(errors="replace")
    if arret is None:
        arret = _pourquoi(enfant.returncode, fin)
    return Issue(arret, dit.read_text(errors="replace"), fin)


def _surveiller(
    enfant: subprocess.Popen[bytes], limite: float, continuer: Callable[[], bool]
) -> Arret | None:
    """None when it ended by itself."""
    while True:
        try:
            enfant.wait(PAS)
        except subprocess.TimeoutExpired:
            if not continuer():
                return Arret.RAPPELE
            if monotonic() > limite:
                return Arret.TEMPS
        else:
            return None


def _achever(enfant: subprocess.Popen[bytes]) -> None:
    if enfant.poll() is None:
        os.killpg(enfant.pid, signal.SIGKILL)
        enfant.wait()
    if enfant.stdin:
        enfant.stdin.close()


def _pourquoi(code: int, erreurs: str) -> Arret:
    if code == 0:
        return Arret.FINI
    if code == -signal.SIGXCPU:
        return Arret.TEMPS
    if manque_de_memoire(erreurs):
        return Arret.MEMOIRE
    return Arret.TUE if code in {-signal.SIGKILL, -signal.SIGTERM} else Arret.TOMBE


def manque_de_memoire(dit: str) -> bool:
    """Whether these words of an error say that memory ran out."""
    return any(mot in dit for mot in MEMOIRE)


# --- In the child --------------------------------------------------------------------


def se_tenir(megaoctets: int, secondes: int) -> None:
    """Hold this process to so much memory and so much CPU, and to the life of its parent."""
    _au_plus(resource.RLIMIT_AS, megaoctets * 1024 * 1024)
    _au_plus(resource.RLIMIT_CPU, secondes)
    _au_plus(resource.RLIMIT_CORE, 0)
    os.nice(5)  # people first: pages are served before PDF are made
    Thread(target=_partir_avec_le_parent, daemon=True).start()


def _au_plus(quoi: int, valeur: int) -> None:
    """Lower a limit; one that already is lower stays."""
    _, dur = resource.getrlimit(quoi)
    if dur != resource.RLIM_INFINITY:
        valeur = min(valeur, dur)
    resource.setrlimit(quoi, (valeur, dur))


def _partir_avec_le_parent() -> None:
    os.read(0, 1)
    os._exit(1)
