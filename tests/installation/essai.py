"""Installs on an empty Debian, as docs/installation.md says: python -m tests.installation.essai

Two servers, one after the other. The first on SQLite behind Caddy, which signs by itself: an équipe
starts there, from its invitation to a rencontre noted off line. Then it is lost. The second, on
PostgreSQL behind nginx, is given its backup and its keys: the same tablet goes on.
"""

import argparse
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.installation import guide
from tests.installation.guide import RACINE
from tests.installation.machine import DEPOT, Impossible, Machine, debian, demarree, exiger
from tests.installation.parcours import Parcours, donner_confiance, navigateur
from tests.installation.verifications import Site

NOM = "medlove.example.org"
QUARTIERS = RACINE / "fixtures" / "quartiers_schematiques.geojson"
SERVICES = {
    "sqlite": ["medlove", "medlove-fabricant", "caddy"],
    "postgresql": ["medlove", "medlove-fabricant", "nginx", "postgresql@15-main"],
}
CLES = ("cle_sauvegarde", "cle_publication", "cle_journal")
AUTORITES = {"sqlite": "caddy.pem", "postgresql": "autorite.pem"}
LE_TEMPS_DE_S_ASSEOIR = 20  # seconds, for services that have just started
MINUTERIES = ["medlove-sauvegarde", "medlove-orientations", "medlove-purge"]
SAUVEGARDE_DU_GUIDE = "medlove-20261127T033000Z.scellee"


class Rate(Exception):
    """What did not go as the page says, in French."""


def dire(texte: str) -> None:
    sys.stdout.write(f"{texte}\n")
    sys.stdout.flush()


class Essai:
    def __init__(self, dossier: Path, base: Path, images: Path) -> None:
        self.dossier, self.base, self.images = dossier, base, images
        self.journal = dossier / "journal"
        self.memoires: dict[tuple[str, str], tuple[int, int]] = {}
        self.parcours: Parcours

    # --- The two servers -------------------------------------------------------------

    def tout(self) -> None:
        autorite = self._autorite()
        with ExitStack() as ensuite:
            self._premier(autorite, ensuite)
            self._second(autorite)
        if self.parcours.fautes:
            raise Rate("les pages ont des fautes\u202f:\n" + "\n".join(self.parcours.fautes))

    def _premier(self, autorite: Path, ensuite: ExitStack) -> None:
        """Its browser stays open for the second."""
        with demarree(self.base, self.dossier / "premier", nom=NOM) as machine:
            shutil.copy(QUARTIERS, machine.chez_soi / "quartiers.geojson")
            self._suivre(machine, guide.a_taper("sqlite"), "installation, SQLite et Caddy")
            racine = machine.racine / "usr/local/share/ca-certificates/medlove.crt"
            de_caddy = Path(shutil.copy(racine, self.dossier / "caddy.pem"))
            self._verifier(machine, "sqlite", de_caddy)
            self._refuse_sans_autorite()
            chez_soi = self.dossier / "chez-soi"
            donner_confiance(chez_soi, {"caddy": de_caddy, "nginx": autorite})
            chromium = ensuite.enter_context(navigateur(NOM, chez_soi))
            self.parcours = Parcours(chromium, NOM, self.images, [])
            with self._mesurer(machine, "sqlite"):
                self._commencer(self._invitation())
            self._emporter(machine)

    def _second(self, autorite: Path) -> None:
        with demarree(self.base, self.dossier / "second", nom=NOM) as machine:
            for nom in ("certificat.pem", "cle.pem"):
                shutil.copy(self.dossier / nom, machine.chez_soi / nom)
            # Known to this server as those of the public are.
            connues = machine.racine / "usr/local/share/ca-certificates"
            connues.mkdir(parents=True, exist_ok=True)
            shutil.copy(autorite, connues / "essai.crt")
            self._suivre(machine, guide.a_taper("postgresql"), "installation, PostgreSQL et nginx")
            self._verifier(machine, "postgresql", autorite)
            self._rapporter(machine)
            self._suivre(machine, self._restauration(), "restauration sur le second serveur")
            with self._mesurer(machine, "postgresql"):
                self._continuer()
            self._nuits(machine)

    # --- What is typed -----------------------------------------------------------------

    def _suivre(self, machine: Machine, script: str, quoi: str) -> None:
        debut = time.monotonic()
        code = machine.taper(script.replace("ADRESSE-DU-DEPOT", DEPOT), self.journal)
        if code:
            fin = self.journal.read_text(errors="replace").splitlines()[-40:]
            raise Rate(f"{quoi}\u202f: une ligne de la page échoue.\n" + "\n".join(fin))
        dire(f"✓ {quoi}\u202f: {time.monotonic() - debut:.0f} s")

    def _invitation(self) -> str:
        dits = self.journal.read_text(errors="replace").split()
        return next(
            un for un in reversed(dits) if un.startswith(f"https://{NOM}/equipe/invitation")
        )

    def _restauration(self) -> str:
        (faite,) = (self.dossier / "emportee").glob("*.scellee")
        return guide.restauration().replace(SAUVEGARDE_DU_GUIDE, faite.name)

    # --- What is kept away from the server -----------------------------------------------

    def _emporter(self, machine: Machine) -> None:
        """The keys and the last backup, made as every night."""
        self._une_nuit(machine, "medlove-sauvegarde")
        emportee = self.dossier / "emportee"
        emportee.mkdir()
        gardees = machine.racine / "var/backups/medlove"
        for une in (max(gardees.glob("*.scellee")), gardees / "suppressions.jsonl"):
            if une.exists():
                shutil.copy(une, emportee)
        for cle in CLES:
            shutil.copy(machine.racine / "etc/medlove" / cle, self.dossier / cle)

    def _rapporter(self, machine: Machine) -> None:
        shutil.copytree(self.dossier / "emportee", machine.chez_soi / "sauvegardes")
        for cle in CLES:
            shutil.copy(self.dossier / cle, machine.chez_soi / cle)

    # --- What is looked at ----------------------------------------------------------------

    def _verifier(self, machine: Machine, chemin: str, autorite: Path) -> None:
        for service in SERVICES[chemin]:
            machine.en_root("systemctl", "is-active", service)
        for minuterie in MINUTERIES:
            machine.en_root("systemctl", "is-active", f"{minuterie}.timer")
        machine.en_root("medlove", "check", "--deploy", "--fail-level", "WARNING")
        if faux := Site(NOM, autorite).verifier():
            raise Rate("le site en HTTPS\u202f:\n" + "\n".join(faux))
        dire("✓ services, minuteries, en-têtes, statiques, taille des envois")

    def _refuse_sans_autorite(self) -> None:
        with tempfile.TemporaryDirectory() as vide, navigateur(NOM, Path(vide)) as chromium:
            page = chromium.new_page()
            try:
                page.goto(f"https://{NOM}/")
            except Exception as refus:
                if "ERR_CERT_AUTHORITY_INVALID" in str(refus):
                    return
                raise
        raise Rate("un navigateur qui ne connaît pas l’autorité ouvre quand même le site")

    def _commencer(self, invitation: str) -> None:
        p = self.parcours
        page = p.arriver(invitation)
        p.accepter(p.inviter(page))
        p.ajouter_un_lieu(page)
        p.ajouter_un_partenaire(page)
        p.relire_les_puces(page)
        p.planifier(page)
        p.enroler(p.code_de_tablette(page))
        p.choisir_qui_note()
        p.noter(vue="en-ligne")
        p.attendre_l_envoi()
        p.sans_reseau()
        p.finir(page)
        self._exiger_rencontres(page, 2)
        if not p.fabriquer_un_cahier(page).startswith(b"%PDF-"):
            raise Rate("le cahier fabriqué n’est pas un PDF")
        p.verifier_les_temoins(page)
        page.context.close()
        dire("✓ de l’invitation à deux rencontres, l’une hors ligne\u202f; un cahier")

    def _continuer(self) -> None:
        p = self.parcours
        p.noter(vue="second-serveur")
        p.attendre_l_envoi()
        page = p.se_connecter("prenom@exemple.fr")
        self._exiger_rencontres(page, 3)
        if not p.fabriquer_un_cahier(page).startswith(b"%PDF-"):
            raise Rate("le cahier fabriqué n’est pas un PDF")
        dire("✓ même compte, même tablette, une rencontre de plus sur le second serveur")

    def _exiger_rencontres(self, page: object, combien: int) -> None:
        vues = self.parcours.compter_les_rencontres(page)  # type: ignore[arg-type]
        if vues != combien:
            raise Rate(f"{vues} rencontres au lieu de {combien}")

    def _nuits(self, machine: Machine) -> None:
        """Each command of the night, by its very unit."""
        for nuit in MINUTERIES:
            self._une_nuit(machine, nuit)
        dire("✓ les commandes de la nuit")

    def _une_nuit(self, machine: Machine, service: str) -> None:
        if machine.en_root("systemctl", "start", service, check=False).returncode:
            dit = machine.en_root("journalctl", "--no-pager", "-n", "20", "-u", service).stdout
            raise Rate(f"{service} échoue\u202f:\n{dit}")

    @contextmanager
    def _mesurer(self, machine: Machine, chemin: str) -> Iterator[None]:
        """Memory of each service before, and at most while it works."""
        services = SERVICES[chemin]
        Site(NOM, self.dossier / AUTORITES[chemin]).demander(f"https://{NOM}/compte/connexion/")
        time.sleep(LE_TEMPS_DE_S_ASSEOIR)
        repos = {un: machine.memoire(un) for un in services}
        haut = dict(repos)
        fini = threading.Event()

        def regarder() -> None:
            while not fini.wait(0.5):
                for un in services:
                    haut[un] = max(haut[un], machine.memoire(un))

        fil = threading.Thread(target=regarder)
        fil.start()
        try:
            yield
        finally:
            fini.set()
            fil.join()
        self.memoires |= {(chemin, un): (repos[un], haut[un]) for un in services}

    def bilan(self) -> None:
        dire("\nMémoire, en Mo (PSS)\u202f: au repos, puis au plus pendant le parcours")
        for (chemin, service), (repos, haut) in self.memoires.items():
            dire(f"  {chemin:<11} {service:<20} {repos / 1024:6.0f} {haut / 1024:6.0f}")

    def _autorite(self) -> Path:
        """An authority and a certificate of its own, as a structure may have."""
        autorite = self.dossier / "autorite.pem"
        cle = self.dossier / "autorite-cle.pem"
        for suite in (
            f"req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=Essai -keyout {cle} "
            f"-out {autorite}",
            f"req -new -newkey rsa:2048 -nodes -subj /CN={NOM} -keyout {self.dossier}/cle.pem "
            f"-out {self.dossier}/demande.pem",
        ):
            subprocess.run(["openssl", *suite.split()], check=True, capture_output=True)
        noms = self.dossier / "noms"
        noms.write_text(f"subjectAltName=DNS:{NOM}\n")
        signer = (
            f"x509 -req -in {self.dossier}/demande.pem -CA {autorite} -CAkey {cle} -days 30 "
            f"-CAcreateserial -extfile {noms} -out {self.dossier}/certificat.pem"
        )
        subprocess.run(["openssl", *signer.split()], check=True, capture_output=True)
        return autorite


def main() -> int:
    lecteur = argparse.ArgumentParser(
        description="Essaie docs/installation.md sur une Debian vide."
    )
    lecteur.add_argument(
        "--base", type=Path, help="une racine de debootstrap à copier, ou à faire là"
    )
    lecteur.add_argument("--images", type=Path, help="où laisser ce qu’on a vu")
    choix = lecteur.parse_args()
    # Told to stop, it puts everything back, as at its end.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        exiger()
    except Impossible as pourquoi:
        dire(f"Pas essayé\u202f: {pourquoi}.")
        return 0
    with tempfile.TemporaryDirectory(prefix="medlove-installation-") as nom:
        dossier = Path(nom)
        base = choix.base or dossier / "debian"
        images = choix.images or dossier / "images"
        images.mkdir(parents=True, exist_ok=True)
        essai = Essai(dossier, base, images)
        try:
            if not base.exists():
                debian(base)
                dire("✓ une Debian vide")
            essai.tout()
        except Impossible as pourquoi:
            dire(f"Pas essayé\u202f: {pourquoi}.")
            return 0
        except Rate as rate:
            dire(f"✗ {rate}")
            return 1
        except subprocess.CalledProcessError as rate:
            dire(f"✗ {rate}\n{rate.stdout}\n{rate.stderr}")
            return 1
        essai.bilan()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
