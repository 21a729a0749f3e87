"""For whoever keeps the server: all the data of an équipe, in a folder that another takes."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from medlove.models import Equipe
from medlove.systeme import dire
from medlove.templatetags.francais import compte
from sessions.demenagement.refus import ExportImpossible
from sessions.demenagement.services.exportation import Exporte, a_corriger, exporter


class Command(BaseCommand):
    help = (
        "Exporte toutes les données d’une équipe dans un dossier de fichiers CSV. "
        "Interne, ne pas diffuser : il contient les notes."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--equipe", default="", metavar="SLUG", help="le nom court de l’équipe")
        parser.add_argument(
            "--vers",
            type=Path,
            required=True,
            metavar="DOSSIER",
            help="un dossier qui n’existe pas encore, ou vide",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        equipe = _choisie(options["equipe"])
        try:
            exporte = exporter(equipe, options["vers"])
        except ExportImpossible as refus:
            raise CommandError(str(refus)) from refus
        except OSError as erreur:
            raise CommandError(
                f"{erreur.filename or options['vers']} : {dire(erreur)}. Rien n’est écrit."
            ) from erreur
        self.stdout.write(_dire(exporte, options["vers"], a_corriger(equipe)))


def _choisie(slug: str) -> Equipe:
    equipes = Equipe.objects.order_by("slug")
    siennes = list(equipes.filter(slug=slug) if slug else equipes)
    if len(siennes) == 1:
        return siennes[0]
    connues = ", ".join(equipes.values_list("slug", flat=True)) or "aucune"
    raise CommandError(f"Dire laquelle avec --equipe SLUG. Équipes d’ici : {connues}.")


def _dire(exporte: Exporte, vers: Path, restent: int) -> str:
    phrases = [
        f"{vers} : {compte(exporte.en_tout, 'ligne')}, "
        f"{compte(exporte.fichiers, 'fichier gardé,fichiers gardés')}.",
        "Interne, ne pas diffuser : ce dossier contient les notes, en clair.",
    ]
    if restent:
        phrases.append(
            f"Resté ici, à corriger : {compte(restent, 'relevé')}. "
            "À traiter, puis refaire l’export."
        )
    return "\n".join(phrases)
