"""python manage.py importer_partenaires FICHIER [--equipe SLUG] [--essai]"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from medlove.equipe.choix import equipe_nommee
from territoires.annuaire.importation import importer_partenaires
from territoires.annuaire.lecture import TAILLE_AU_PLUS
from territoires.annuaire.rapport import raconter
from territoires.importation.refus import FINE, FichierRefuse


class Command(BaseCommand):
    help = "Importe ou met à jour l’annuaire des partenaires d’une équipe."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "fichier", metavar="FICHIER", help="CSV, JSON, GeoJSON, XLSX ou ODS, schéma national"
        )
        parser.add_argument("--equipe", metavar="SLUG")
        parser.add_argument("--essai", action="store_true", help="dire sans écrire")

    def handle(self, *args: Any, **options: Any) -> None:
        equipe = equipe_nommee(options["equipe"])
        try:
            octets = _lire(options["fichier"])
            plan = importer_partenaires(octets, equipe, essai=options["essai"])
        except FichierRefuse as refus:
            raise CommandError(
                f"{options['fichier']}{FINE}: {refus} Rien n’a été changé."
            ) from refus
        if options["verbosity"]:
            self.stdout.write(raconter(plan, essai=options["essai"]))


def _lire(chemin: str) -> bytes:
    try:
        with Path(chemin).open("rb") as fichier:
            return fichier.read(TAILLE_AU_PLUS + 1)
    except FileNotFoundError:
        raise FichierRefuse("Ce fichier est introuvable : vérifier le chemin.") from None
    except OSError as erreur:
        raise FichierRefuse(f"Ce fichier ne peut pas être lu : {erreur.strerror}.") from erreur
