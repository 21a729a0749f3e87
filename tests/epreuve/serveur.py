"""A real server on the loopback, that can be killed at any instant and started again."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, ClassVar, Self

DEPART = 20  # seconds, to start
FIN = 20  # seconds, to be gone once killed


def adresse_de(reglages: dict[str, Any]) -> str:
    """The DATABASE_URL of an open Django connection (its `settings_dict`)."""
    if reglages["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{reglages['NAME']}"
    compte = f"{reglages['USER']}:{reglages['PASSWORD']}"
    return f"postgres://{compte}@{reglages['HOST']}:{reglages['PORT']}/{reglages['NAME']}"


class Serveur:
    """gunicorn as in production, one process and threads, on the database of `DATABASE_URL`."""

    PRODUCTION: ClassVar = {
        "DEBUG": "0",
        "SECRET_KEY": "une clef pour les essais seulement, assez longue pour être acceptée",
        "ALLOWED_HOSTS": "127.0.0.1",
        "MEDLOVE_HTTPS": "0",
        "MEDLOVE_JOURNAL": "ERROR",
    }

    def __init__(self, fils: int = 8, **entourage: str) -> None:
        self.fils, self.entourage = fils, entourage
        with socket.socket() as prise:
            prise.bind(("127.0.0.1", 0))
            self.port = int(prise.getsockname()[1])
        self.processus: subprocess.Popen[bytes] | None = None
        self.statiques = TemporaryDirectory(prefix="medlove-statiques-")

    @property
    def adresse(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def demarrer(self) -> None:
        """Returns once it listens. The port is the same each time."""
        # Tests that are killed have no time to stop it: the kernel does.
        lie = ["setpriv", "--pdeathsig", "KILL"]
        gunicorn = [sys.executable, "-m", "gunicorn", "tests.epreuve.wsgi", "--preload"]
        ecoute = ["--bind", f"127.0.0.1:{self.port}", "--threads", str(self.fils)]
        self.processus = subprocess.Popen(
            [*lie, *gunicorn, *ecoute, "--no-control-socket", "--log-level", "critical"],
            env=os.environ
            | self.PRODUCTION
            | {"MEDLOVE_STATIC": self.statiques.name}
            | self.entourage,
            start_new_session=True,
        )
        limite = time.monotonic() + DEPART
        while not self._ecoute():
            if self.processus.poll() is not None or time.monotonic() > limite:
                raise RuntimeError("Le serveur des essais ne démarre pas.")
            time.sleep(0.02)

    def tuer(self) -> None:
        """kill -9, the master and its worker: nothing is said to anybody."""
        if self.processus is None:
            return
        os.killpg(self.processus.pid, signal.SIGKILL)
        self.processus.wait(FIN)
        limite = time.monotonic() + FIN
        while self._ecoute():  # until the worker too is gone
            if time.monotonic() > limite:
                raise RuntimeError("Le serveur des essais, tué, répond encore.")
            time.sleep(0.01)
        self.processus = None

    def foudroyer(self) -> None:
        """kill -9 of the worker, with all it was doing; the master forks another at once.

        Whoever calls meanwhile waits instead of being refused: `tuer` is for that.
        """
        assert self.processus
        enfants = Path(f"/proc/{self.processus.pid}/task/{self.processus.pid}/children")
        for enfant in enfants.read_text().split():
            os.kill(int(enfant), signal.SIGKILL)

    def _ecoute(self) -> bool:
        with socket.socket() as prise:
            prise.settimeout(1)
            return prise.connect_ex(("127.0.0.1", self.port)) == 0

    def __enter__(self) -> Self:
        self.demarrer()
        return self

    def __exit__(
        self,
        genre: type[BaseException] | None,
        erreur: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.tuer()
        self.statiques.cleanup()
