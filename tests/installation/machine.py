"""An empty Debian that boots, with its own systemd, in a folder: what a server is when it is new.

Made by debootstrap, started by systemd-nspawn, entered by nsenter. It shares the network of this
machine, and nothing else. What a server is given before anybody types is given here: an account
with sudo, the name of the site, and the certificates and names this machine reaches others by.
"""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.installation.guide import RACINE

DEBIAN = "bookworm"
# What it takes here, and the package of each.
OUTILS = {
    "debootstrap": "debootstrap",
    "systemd-nspawn": "systemd-container",
    "nsenter": "util-linux",
    "ss": "iproute2",
    "curl": "curl",
    "openssl": "openssl",
    "certutil": "libnss3-tools",
    "chromium": "chromium",
}
PORTS = (80, 443, 8000)
DEPOT = "/depot"
CERTIFICATS = Path("/etc/ssl/certs/ca-certificates.crt")
COMPTE = "admin"
PATIENCE = 60  # seconds, to start or to stop


class Impossible(Exception):
    """Why this machine cannot try the installation, in French."""


def exiger() -> None:
    """Raises Impossible."""
    if os.geteuid() != 0:
        raise Impossible("il faut être root, pour faire une racine et y entrer")
    if manquent := [paquet for outil, paquet in OUTILS.items() if not shutil.which(outil)]:
        raise Impossible(f"il manque des paquets, à installer\u202f: {' '.join(manquent)}")
    if pris := [str(port) for port in PORTS if _ecoute(port)]:
        raise Impossible(f"port déjà pris\u202f: {', '.join(pris)}")


def _ecoute(port: int) -> bool:
    vu = subprocess.run(
        ["ss", "-Hltn", f"sport = :{port}"], capture_output=True, text=True, check=True
    )
    return bool(vu.stdout.strip())


def debian(dossier: Path) -> None:
    """A Debian as its installer leaves a server, in a folder that does not exist yet.

    Raises Impossible.
    """
    faite = subprocess.run(
        ["debootstrap", "--include=systemd-sysv,dbus,sudo", DEBIAN, str(dossier)],
        check=False,
        stdout=subprocess.DEVNULL,
    )
    if faite.returncode:
        shutil.rmtree(dossier, ignore_errors=True)
        raise Impossible("debootstrap ne peut pas prendre une Debian là où elle se distribue")


class Machine:
    """A root that boots; what is given to a new server is put there."""

    def __init__(self, racine: Path) -> None:
        self.racine = racine
        self._nspawn: subprocess.Popen[bytes] | None = None
        self._chef = 0

    def preparer(self, *, nom: str) -> None:
        etc = self.racine / "etc"
        (etc / "hosts").write_text(f"127.0.0.1 localhost {nom}\n127.0.1.1 medlove\n")
        (etc / "hostname").write_text("medlove\n")
        shutil.copy("/etc/resolv.conf", etc / "resolv.conf")
        if CERTIFICATS.exists():
            shutil.copy(CERTIFICATS, etc / "reseau.pem")
            (etc / "pip.conf").write_text("[global]\ncert = /etc/reseau.pem\n")
        subprocess.run(
            ["chroot", str(self.racine), "useradd", "-m", "-s", "/bin/bash", COMPTE], check=True
        )
        droit = etc / "sudoers.d" / COMPTE
        droit.write_text(f"{COMPTE} ALL=(ALL) NOPASSWD: ALL\n")
        droit.chmod(0o440)

    @property
    def chez_soi(self) -> Path:
        """The home folder of who installs."""
        return self.racine / "home" / COMPTE

    def demarrer(self) -> None:
        self._nspawn = subprocess.Popen(
            [
                "systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--boot",
                "--console=read-only", "--resolv-conf=off", "--timezone=off",
                f"--directory={self.racine}", f"--bind-ro={RACINE}:{DEPOT}",
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        fin = time.monotonic() + PATIENCE
        while time.monotonic() < fin:
            time.sleep(0.5)
            if self._nspawn.poll() is not None:
                break
            if self._trouver_le_chef() and self._est_prete():
                return
        self.arreter()
        raise Impossible("systemd ne démarre pas dans un dossier de cette machine")

    def _trouver_le_chef(self) -> bool:
        assert self._nspawn
        pid = self._nspawn.pid
        enfants = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        self._chef = int(enfants[0]) if enfants else 0
        return bool(enfants)

    def _est_prete(self) -> bool:
        try:
            etat = self.en_root("systemctl", "is-system-running", check=False, timeout=20)
        except subprocess.TimeoutExpired:
            return False
        # « degraded »: a unit that wants hardware.
        return etat.stdout.strip() in {"running", "degraded"}

    def en_root(
        self, *commande: str, check: bool = True, timeout: float = 900
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self._dedans(), *commande],
            check=check,
            capture_output=True,
            text=True,
            timeout=timeout,
            stdin=subprocess.DEVNULL,
        )

    def taper(self, script: str, journal: Path) -> int:
        """What the account that may sudo types, in a shell of its own; its exit status."""
        fichier = self.chez_soi / "a-taper"
        fichier.write_text(script)
        with journal.open("a") as sortie:
            return subprocess.run(
                [*self._dedans(), "runuser", "-l", COMPTE, "-c", "bash -ev ~/a-taper"],
                stdin=subprocess.DEVNULL,
                stdout=sortie,
                stderr=subprocess.STDOUT,
                timeout=1800,
                check=False,
            ).returncode

    def _dedans(self) -> Sequence[str]:
        return [
            "nsenter", f"--target={self._chef}", "--mount", "--uts", "--ipc", "--pid", "--root",
            "--wd", "env", "-i", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin",
        ]  # fmt: skip

    def memoire(self, service: str) -> int:
        """What the processes of a service hold, in kB: their own part of what they share (PSS)."""
        somme = 0
        for groupe in Path("/proc").glob("[0-9]*/cgroup"):
            try:
                if f"/{service}.service\n" not in groupe.read_text():
                    continue
                lu = groupe.with_name("smaps_rollup").read_text()
            except OSError:  # gone meanwhile
                continue
            somme += sum(int(un.split()[1]) for un in lu.splitlines() if un.startswith("Pss:"))
        return somme

    def arreter(self) -> None:
        """Asked first, as a server is; then at once."""
        if self._nspawn is None:
            return
        self._nspawn.send_signal(signal.SIGTERM)
        try:
            self._nspawn.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            if self._chef:
                os.kill(self._chef, signal.SIGKILL)
            self._nspawn.kill()
            self._nspawn.wait()
        self._nspawn = None


@contextmanager
def demarree(base: Path, racine: Path, *, nom: str) -> Iterator[Machine]:
    """A server that starts as it comes, gone at the end with all that was done there."""
    subprocess.run(["cp", "-a", str(base), str(racine)], check=True)
    machine = Machine(racine)
    try:
        machine.preparer(nom=nom)
        machine.demarrer()
        yield machine
    finally:
        machine.arreter()
        shutil.rmtree(racine)
