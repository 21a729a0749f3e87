"""For a timer, once a day: take away all whose time is over."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError

from medlove.systeme import dire
from sessions.conservation.liberation import liberer
from sessions.conservation.services import essayer, purger


class Command(BaseCommand):
    help = (
        "Efface ce dont la durée de conservation est passée, et dit combien. Interrompue, elle "
        "se relance ; relancée, elle ne fait rien de plus."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--essai", action="store_true", help="compter, sans rien changer")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._purger(options["essai"])
        except OperationalError as erreur:  # the disk, the network
            raise CommandError(
                f"La base ne peut pas être écrite ({str(erreur).strip()}) : faire de la place ou "
                "attendre, puis relancer. Ce qui est déjà effacé le reste."
            ) from erreur
        except OSError as erreur:
            raise CommandError(
                f"{erreur.filename or 'Un fichier'} : {dire(erreur)}. Y remédier, puis relancer. "
                "Ce qui est déjà effacé le reste."
            ) from erreur

    def _purger(self, essai: bool) -> None:
        rapport = essayer() if essai else purger()
        self.stdout.write(rapport.texte)
        if essai:
            self.stdout.write("C’était un essai\u202f: rien n’a été effacé.")
        elif not liberer():
            self.stdout.write(
                "La base était lue pendant ce temps\u202f: la place de ce qui est effacé sera "
                "rendue à la prochaine purge."
            )
