"""For whoever keeps the server: an équipe that comes from another instance, whole or not at all."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError

from medlove.equipe.invitations import VALIDITE, adresse_d_entree
from medlove.systeme import dire
from medlove.templatetags.francais import compte
from sessions.demenagement.refus import ImportRefuse
from sessions.demenagement.services.importation import Importee, importer


class Command(BaseCommand):
    help = (
        "Importe une équipe exportée d’une autre instance : tout, à l’identique, ou rien. "
        "L’équipe ne doit pas exister ici."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "dossier", type=Path, metavar="DOSSIER", help="le dossier exporté, ou son archive ZIP"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            importee = importer(options["dossier"])
        except ImportRefuse as refus:
            raise CommandError(f"{refus} Rien n’a été importé.") from refus
        except OperationalError as erreur:  # the disk, the network: nothing of a row
            raise CommandError(
                f"La base ne peut pas être écrite ({str(erreur).strip()}) : y remédier, puis "
                "relancer. Rien n’a été importé."
            ) from erreur
        except OSError as erreur:
            raise CommandError(
                f"{erreur.filename or options['dossier']} : {dire(erreur)}. Rien n’a été importé."
            ) from erreur
        self.stdout.write(_dire(importee))


def _dire(importee: Importee) -> str:
    lignes = sum(importee.lignes.values())
    phrases = [
        f"L’équipe « {importee.equipe} » est importée : {compte(lignes, 'ligne')}, "
        f"{compte(importee.fichiers, 'fichier')}. Rien ne manque.",
    ]
    for appartenance in importee.coordination:
        utilisateur = appartenance.utilisateur
        if not utilisateur.has_usable_password():
            phrases.append(
                f"{utilisateur.email} choisit son mot de passe, dans les {VALIDITE.days} jours :\n"
                f"{adresse_d_entree(appartenance)}"
            )
    phrases.append(
        "Ensuite : la coordination invite les autres membres et enrôle les tablettes. "
        "Effacer le dossier importé."
    )
    return "\n".join(phrases)
