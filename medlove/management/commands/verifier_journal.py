"""Is the journal whole? Said in one sentence, and by the exit code."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from medlove.journal import temoins
from medlove.journal.verification import Etat, verifier
from medlove.templatetags.francais import compte

FINE = "\u202f"


class Command(BaseCommand):
    help = (
        "Relit le journal en entier : dit qu’il l’est, ou nomme la première ligne modifiée, "
        "retirée, ajoutée ou déplacée."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--temoins",
            type=Path,
            action="append",
            default=[],
            metavar="FICHIER",
            help="une copie des sceaux gardée ailleurs (à côté d’une sauvegarde), en plus de la "
            "liste tenue par l’installation",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for copie in options["temoins"]:
            if not copie.is_file():
                raise CommandError(f"{copie} n’existe pas : donner un {temoins.NOM}.")
        try:
            etat = verifier(temoins.tenus(), *options["temoins"])
        except (OSError, UnicodeDecodeError) as erreur:
            raise CommandError(f"La liste des sceaux ne peut pas être lue ({erreur}).") from erreur
        if etat.illisibles:
            self.stderr.write(
                f"Dans la liste des sceaux, ni d’ici ni d’une clé connue{FINE}: "
                f"{compte(etat.illisibles, 'ligne')}."
            )
        if etat.rupture:
            raise CommandError(f"Le journal n’est pas entier{FINE}: {etat.rupture.phrase}")
        self.stdout.write(_entier(etat))
        if etat.perdues:
            self.stdout.write(
                f"Perdues par une restauration, qui le dit{FINE}: {compte(etat.perdues, 'ligne')}."
            )
        if etat.dernier:
            temoins.noter("verification", etat.dernier.ligne.rang, etat.dernier.sceau)


def _entier(etat: Etat) -> str:
    if etat.dernier is None:
        return "Le journal est vide."
    du, au = (timezone.localtime(une.ligne.quand) for une in (etat.scellees[0], etat.scellees[-1]))
    return (
        f"Le journal est entier{FINE}: {compte(len(etat.scellees), 'ligne')}, "
        f"du {du:%d/%m/%Y} au {au:%d/%m/%Y}, dernier sceau {etat.dernier.ligne.rang}-"
        f"{etat.dernier.sceau}."
    )
