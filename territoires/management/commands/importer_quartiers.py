"""python manage.py importer_quartiers FICHIER|URL [--code-insee 35238] [--essai]"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from territoires.importation.quartiers import importer_quartiers
from territoires.importation.rapport import raconter
from territoires.importation.refus import FINE, FichierRefuse


class Command(BaseCommand):
    help = "Importe ou met à jour les contours des quartiers d’une commune."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", metavar="FICHIER|URL", help="GeoJSON, ou JSON du portail")
        parser.add_argument("--code-insee", help="ne garder que cette commune, comme 35238")
        parser.add_argument("--essai", action="store_true", help="dire sans écrire")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            plan = importer_quartiers(
                options["source"], code_insee=options["code_insee"], essai=options["essai"]
            )
        except FichierRefuse as refus:
            raise CommandError(
                f"{options['source']}{FINE}: {refus} Rien n’a été changé."
            ) from refus
        if options["verbosity"]:
            self.stdout.write(raconter(plan, essai=options["essai"]))
