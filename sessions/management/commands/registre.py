"""For whoever changes a model: writes the registry of fields in its document."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from sessions.conservation.registre.document import dans


class Command(BaseCommand):
    help = "Met à jour, dans docs/conservation.md, la table de ce que garde chaque champ."

    def handle(self, *args: Any, **options: Any) -> None:
        chemin = Path(settings.BASE_DIR) / "docs" / "conservation.md"
        chemin.write_text(dans(chemin.read_text(encoding="utf-8")), encoding="utf-8")
        self.stdout.write("docs/conservation.md est à jour.")
