"""For whoever keeps the server, or a timer: the base and the private files, in one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from medlove.systeme import dire
from medlove.templatetags.francais import compte
from sessions.sauvegarde.ecriture import Faite, sauvegarder
from sessions.sauvegarde.refus import SauvegardeRefusee


class Command(BaseCommand):
    help = (
        "Sauvegarde la base et les fichiers privés, sans rien arrêter. Chiffre la sauvegarde si "
        "MEDLOVE_CLE_SAUVEGARDE est donnée."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--vers",
            type=Path,
            required=True,
            metavar="F",
            help="fichier à écrire, ou dossier qui garde plusieurs sauvegardes",
        )
        parser.add_argument(
            "--garder",
            type=int,
            metavar="N",
            help=(
                "dans un dossier, ne garder que les N dernières (sinon : une par jour pendant "
                "7 jours, par semaine pendant 4 semaines, par mois pendant 3 mois)"
            ),
        )
        parser.add_argument(
            "--verifier", action="store_true", help="la restaurer à part, et comparer"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        vers, garder = options["vers"], options["garder"]
        if garder is not None and garder < 1:
            raise CommandError("--garder demande un nombre d’au moins 1.")
        if garder is not None and not vers.is_dir():
            raise CommandError("--garder ne sert que si --vers nomme un dossier qui existe.")
        try:
            faite = sauvegarder(vers, garder=garder, essayer=options["verifier"])
        except SauvegardeRefusee as refus:
            raise CommandError(str(refus)) from refus
        except OSError as erreur:
            ou = f" : {erreur.filename}" if erreur.filename else ""
            raise CommandError(
                f"La sauvegarde n’a pas pu être écrite ({dire(erreur)}{ou}). "
                "La précédente est intacte."
            ) from erreur
        self.stdout.write(_dire(faite, verifiee=options["verifier"]))


def _dire(faite: Faite, *, verifiee: bool) -> str:
    phrases = [
        f"{faite.chemin} : {compte(faite.lignes, 'ligne')}, {compte(faite.fichiers, 'fichier')}, "
        f"{_poids(faite.octets)}, {'chiffrée' if faite.scellee else 'en clair'}.",
        f"Liste des suppressions : {compte(faite.suppressions, 'ligne')}.",
    ]
    if verifiee:
        phrases.insert(1, "Restaurée à part et comparée : rien ne manque.")
    if not faite.scellee:
        phrases.append("Cette sauvegarde se lit sans clé : MEDLOVE_CLE_SAUVEGARDE la chiffrerait.")
    if faite.retirees:
        phrases.append(f"Retirées : {', '.join(une.name for une in faite.retirees)}.")
    return "\n".join(phrases)


def _poids(octets: int) -> str:
    """In Ko under a Mo: a small backup does not weigh « 0 »."""
    if octets < 1e6:
        return f"{max(octets // 1000, 1)} Ko"
    return f"{octets / 1e6:.1f} Mo".replace(".", ",")
