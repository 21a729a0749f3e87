"""For whoever keeps the server: the PostgreSQL account under which public pages are served."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from sessions.publication import role


class Command(BaseCommand):
    help = (
        "Crée, ou remet en état, un compte PostgreSQL qui ne lit que ce qui est publié. "
        "Se relance sans risque."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("nom", help="par exemple medlove_dehors")
        parser.add_argument(
            "--mot-de-passe-fichier", type=Path, metavar="F", help="fichier qui contient le mot"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        nom = options["nom"]
        mot = _lire(options["mot_de_passe_fichier"])
        try:
            role.accorder(connection, nom, mot)
        except role.RoleRefuse as refus:
            raise CommandError(str(refus)) from refus
        self.stdout.write(f"Le compte « {nom} » peut lire, et seulement lire :")
        for table in role.LUES:
            self.stdout.write(f"  {table}")
        self.stdout.write(
            f"Les {role.fermees(connection)} autres tables lui sont fermées ; "
            "il ne crée ni n’écrit rien."
        )
        if not mot:
            self.stdout.write(
                "Son mot de passe n’a pas changé (un compte neuf n’en a pas) : "
                "--mot-de-passe-fichier en donne un."
            )


def _lire(fichier: Path | None) -> str:
    if fichier is None:
        return ""
    try:
        mot = fichier.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as erreur:
        raise CommandError(
            f"Le fichier {fichier} ne peut pas être lu : donner un fichier de texte."
        ) from erreur
    if not mot:
        raise CommandError(f"Le fichier {fichier} est vide : y mettre le mot de passe.")
    return mot
