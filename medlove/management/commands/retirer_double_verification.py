"""The only administrator has lost their phone: from the server itself, nowhere else."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from medlove.equipe import double_verification
from medlove.equipe.courriels import dire_la_double_verification_retiree
from medlove.journal import consigner
from medlove.models import Utilisateur


class Command(BaseCommand):
    help = "Retire la double vérification d’un compte dont le téléphone est perdu."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("adresse", metavar="ADRESSE", help="adresse du compte")

    def handle(self, *args: Any, adresse: str, **options: Any) -> None:
        compte = Utilisateur.objects.filter(email=adresse.lower()).first()
        if compte is None:
            raise CommandError(f"Aucun compte ne porte l’adresse «\u202f{adresse}\u202f».")
        double_verification.oublier(compte)
        consigner("compte.double_verification_retiree", objet=f"compte:{compte.pk}")
        dire_la_double_verification_retiree(compte)
        self.stdout.write(
            f"{compte.email} entre avec son seul mot de passe, ses connexions sont fermées."
        )
