"""`fabriquer_edition`: the child process in which an edition is made."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from sessions.cahiers.editions.models import Edition
from sessions.cahiers.editions.processus import se_tenir
from sessions.cahiers.editions.production import produire


class Command(BaseCommand):
    help = (
        "Fabrique une édition dans un fichier et dit en JSON ce qu’elle est. Lancée par "
        "db_worker, jamais à la main : elle s’arrête dès que se ferme son entrée."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("edition", type=UUID)
        parser.add_argument("--vers", type=Path, required=True, metavar="FICHIER")

    def handle(self, *, edition: UUID, vers: Path, **options: Any) -> None:
        se_tenir(settings.MEDLOVE_EDITION_MEGAOCTETS, settings.MEDLOVE_EDITION_SECONDES)
        editions = Edition.objects.select_related("cahier__equipe")
        trouvee = editions.filter(pk=edition).first()
        if trouvee is None:
            raise CommandError(f"Il n’y a pas d’édition {edition}.")
        self.stdout.write(json.dumps(produire(trouvee, vers).en_clair()))
