"""The product in a process of its own, as in production: gunicorn, hashed static files."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote

RACINE = Path(__file__).resolve().parent.parent.parent
HOTE = "127.0.0.1"
VIE = 3600  # seconds: past that, a server that nobody stopped stops
DEMARRAGE = 60  # seconds it is given to answer
SECRET = "clef-de-test-sans-valeur-mais-assez-longue-pour-un-serveur-de-production"

Retouche = Callable[[str], str]


@dataclass(frozen=True)
class Statiques:
    """One version of the static files: where they are written, where they are collected."""

    sources: Path
    collectes: Path

    def environnement(self) -> dict[str, str]:
        return {"MEDLOVE_SOURCES": str(self.sources), "MEDLOVE_STATIC": str(self.collectes)}


def collecter(dossier: Path, retouches: dict[str, Retouche] | None = None) -> Statiques:
    """Static files as a server gives them, under `dossier`.

    `retouches` makes another version: name under static/ → what changes its text. Raises
    AssertionError when one of them changes nothing.
    """
    sources = RACINE / "static"
    if retouches:
        sources = Path(shutil.copytree(sources, dossier / "sources"))
    for nom, retouche in (retouches or {}).items():
        avant = (sources / nom).read_text()
        (sources / nom).write_text(retouche(avant))
        assert (sources / nom).read_text() != avant, f"{nom} n’a pas changé"
    version = Statiques(sources, dossier / "collectes")
    commande = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
    environnement = _environnement("sqlite:///:memory:", SECRET) | version.environnement()
    subprocess.run(commande, cwd=RACINE, env=environnement, check=True, timeout=120)
    return version


def adresse_de_la_base(reglages: dict[str, Any]) -> str:
    """The DATABASE_URL of an open Django connection (its `settings_dict`)."""
    nom = quote(str(reglages["NAME"]))
    if reglages["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{nom}"
    compte = f"{quote(reglages['USER'])}:{quote(reglages['PASSWORD'], safe='')}"
    return f"postgres://{compte}@{reglages['HOST']}:{reglages['PORT']}/{nom}"


def port_libre() -> int:
    with socket.socket() as prise:
        prise.bind((HOTE, 0))
        return int(prise.getsockname()[1])


@dataclass
class Serveur:
    """One server, always on the same port and the same database, however often it is killed."""

    base: str
    statiques: Statiques
    journal: Path
    secret: str = SECRET
    fils: int = 8
    port: int = field(default_factory=port_libre)
    _processus: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def demarrer(self) -> None:
        """Return once it answers; nothing to do when it runs already."""
        if self._processus and self._processus.poll() is None:
            return
        environnement = _environnement(self.base, self.secret) | self.statiques.environnement()
        with self.journal.open("ab") as journal:
            self._processus = subprocess.Popen(
                self._commande(),
                cwd=RACINE,
                env=environnement,
                stdout=journal,
                stderr=journal,
                start_new_session=True,  # a group of its own, to be killed whole
            )
        self._attendre()

    def tuer(self) -> None:
        """kill -9, of the master and of its worker at once: nothing is finished nor told."""
        self._finir(signal.SIGKILL)

    def arreter(self) -> None:
        self._finir(signal.SIGTERM)

    def _commande(self) -> list[str]:
        options = [f"--bind={HOTE}:{self.port}", "--worker-class=gthread", f"--threads={self.fils}"]
        gunicorn = [sys.executable, "-m", "gunicorn", "medlove.wsgi", *options, "--workers=1"]
        return ["timeout", "--signal=KILL", str(VIE), *gunicorn]

    def _attendre(self) -> None:
        fin = time.monotonic() + DEMARRAGE
        while time.monotonic() < fin and self._processus and self._processus.poll() is None:
            if _repond(self.port):
                return
            time.sleep(0.05)
        self.tuer()
        raise RuntimeError(f"Le serveur ne démarre pas :\n{self.journal.read_text()}")

    def _finir(self, signe: signal.Signals) -> None:
        processus, self._processus = self._processus, None
        if processus is None:
            return
        try:
            os.killpg(processus.pid, signe)
            processus.wait(10)
        except ProcessLookupError:
            processus.wait()
        except subprocess.TimeoutExpired:
            os.killpg(processus.pid, signal.SIGKILL)
            processus.wait()


def _repond(port: int) -> bool:
    connexion = HTTPConnection(HOTE, port, timeout=DEMARRAGE)
    try:
        connexion.request("GET", "/terrain/")
        return connexion.getresponse().status == 200
    except OSError:
        return False
    finally:
        connexion.close()


def _environnement(base: str, secret: str) -> dict[str, str]:
    """Nothing of the surroundings but where programs are."""
    return {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "tests.pannes.reglages",
        "ALLOWED_HOSTS": HOTE,
        "DATABASE_URL": base,
        "DEBUG": "0",
        "MEDLOVE_HTTPS": "0",
        "MEDLOVE_JOURNAL": "WARNING",
        "SECRET_KEY": secret,
    } | {nom: os.environ[nom] for nom in ("HOME", "MEDLOVE_FICHIERS") if nom in os.environ}
