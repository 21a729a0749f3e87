"""For whoever keeps the server: the base and the private files, as a backup holds them."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from medlove.systeme import dire
from medlove.templatetags.francais import compte
from sessions.sauvegarde.refus import SauvegardeRefusee
from sessions.sauvegarde.rejeu import RETENUS
from sessions.sauvegarde.restauration import Restauree, en_clair, restaurer


class Command(BaseCommand):
    help = (
        "Restaure une sauvegarde : la base et les fichiers privés, sans ce qui a été supprimé "
        "depuis. Arrêter le service d’abord."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("fichier", type=Path, metavar="F", help="une sauvegarde")
        parser.add_argument(
            "--ecraser", action="store_true", help="même si la base contient des relevés"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            restauree = restaurer(options["fichier"], ecraser=options["ecraser"])
        except SauvegardeRefusee as refus:
            raise CommandError(str(refus)) from refus
        except OSError as erreur:
            raise CommandError(
                f"{erreur.filename or options['fichier']} : {dire(erreur)}. "
                "La base n’a pas été remplacée."
            ) from erreur
        self.stdout.write(_dire(restauree))


def _dire(restauree: Restauree) -> str:
    phrases = [
        f"Restaurée : la sauvegarde du {en_clair(restauree.fait_le)}, "
        f"{compte(restauree.lignes, 'ligne')}, {compte(restauree.fichiers, 'fichier')}."
    ]
    if restauree.perdus:
        phrases.append(
            f"N’y étaient pas : {restauree.perdus}. Les tablettes renvoient ce qu’elles ont "
            "envoyé depuis moins de 30 jours, sans les notes."
        )
    refaits = {quoi: nombre for quoi, nombre in restauree.rejeu.items() if quoi != RETENUS}
    if refaits:
        dits = ", ".join(f"{quoi} : {nombre}" for quoi, nombre in refaits.items())
        phrases.append(f"Retiré de nouveau, car retiré depuis ({dits}).")
    if nombre := restauree.rejeu.get(RETENUS):
        phrases.append(
            f"Supprimés depuis, mais encore tenus par d’autres : {nombre}, à supprimer à la main."
        )
    if restauree.ecart:
        phrases.append(
            f"Fichiers que la sauvegarde n’a pas : mis à part dans {restauree.ecart}, "
            "à effacer une fois tout vérifié."
        )
    if restauree.rupture:
        phrases.append(f"Le journal de la sauvegarde n’est pas entier\u202f: {restauree.rupture}")
    phrases.append(
        "Tout le monde se reconnecte. Vérifier les comptes désactivés et les rôles changés "
        "depuis cette date."
    )
    return "\n".join(phrases)
