"""`cahier`: make the PDF of a cahier from the shell."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from medlove.equipe.choix import equipe_nommee
from sessions.cahiers.models import Cahier
from sessions.cahiers.services import imprimer
from sessions.periodes import DERNIER_JOUR, PREMIER_JOUR, Trimestre


class Command(BaseCommand):
    help = "Compose un cahier d’expérience et l’écrit en PDF."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("nom", nargs="?", default="Cahier d’expérience", help="le titre")
        parser.add_argument("--equipe", metavar="SLUG")
        parser.add_argument("--du", type=date.fromisoformat, help="AAAA-MM-JJ")
        parser.add_argument("--au", type=date.fromisoformat, help="AAAA-MM-JJ")
        parser.add_argument("--vers", type=Path, required=True, metavar="FICHIER")

    def handle(self, **options: Any) -> None:
        dernier = Trimestre.du_jour(timezone.localdate()).precedent()
        du, au = options["du"] or dernier.du, options["au"] or dernier.au
        for jour in (du, au):
            if not PREMIER_JOUR <= jour <= DERNIER_JOUR:
                raise CommandError(f"Le {jour} est trop loin : choisir un jour de 2000 à 2100.")
        if au < du:
            raise CommandError(f"La période finit le {au} avant de commencer le {du}.")
        cahier = Cahier(equipe=equipe_nommee(options["equipe"]), titre=options["nom"], du=du, au=au)
        vers: Path = options["vers"]
        if not vers.parent.is_dir():
            raise CommandError(f"Le dossier {vers.parent} n’existe pas : le créer d’abord.")
        pdf = imprimer(cahier)
        try:
            vers.write_bytes(pdf)
        except OSError as erreur:
            raise CommandError(f"{vers} ne peut pas être écrit : {erreur.strerror}.") from erreur
        self.stdout.write(f"{vers} : {len(pdf) // 1024} Ko, du {du} au {au}.")
