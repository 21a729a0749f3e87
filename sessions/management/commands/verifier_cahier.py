"""`verifier_cahier`: whether the PDF of a cahier tells what was published."""

from argparse import ArgumentParser
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from medlove.systeme import dire
from sessions.cahiers.editions.models import Edition
from sessions.cahiers.editions.verification import combien, differences

MONTREES = 40
IDENTIQUE = "identique"


class Command(BaseCommand):
    help = (
        "Dit si un cahier en PDF porte bien les chiffres publiés ici : « identique », ou ce qui "
        "diffère, ligne par ligne."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("fichier", type=Path, help="le PDF d’un cahier")

    def handle(self, **options: Any) -> None:
        fichier: Path = options["fichier"]
        try:
            octets = fichier.read_bytes()
        except OSError as erreur:
            raise CommandError(f"{fichier} ne peut pas être lu : {dire(erreur)}.") from erreur
        trouvees = differences(octets)
        for une in trouvees[:MONTREES]:
            self.stdout.write(une)
        if len(trouvees) > MONTREES:
            self.stdout.write(f"… et {len(trouvees) - MONTREES} autres.")
        if trouvees:
            raise CommandError(f"{fichier} : {combien(trouvees)}.")
        self.stdout.write(IDENTIQUE)
        if Edition.objects.filter(empreinte=sha256(octets).hexdigest()).exists():
            self.stdout.write("C’est, octet pour octet, un fichier fabriqué ici.")
