"""Enrol a tablet from a shell: the token is printed alone, once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from medlove.models import Equipe
from sessions.terrain.appareils import NomRefuse, enroler, lire_nom


class Command(BaseCommand):
    help = "Enrôle une tablette et affiche son jeton, une seule fois."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("equipe", metavar="EQUIPE", help="nom court de l’équipe")
        parser.add_argument("nom", metavar="NOM", help="nom de la tablette, pour la reconnaître")

    def handle(self, *args: Any, equipe: str, nom: str, **options: Any) -> None:
        try:
            lisible = lire_nom(nom)
        except NomRefuse as refuse:
            raise CommandError(str(refuse)) from refuse
        try:
            sienne = Equipe.objects.get(slug=equipe)
        except Equipe.DoesNotExist as erreur:
            phrase = f"Aucune équipe n’a pour nom court «\u202f{equipe}\u202f»."
            raise CommandError(phrase) from erreur
        _, jeton = enroler(sienne, lisible)
        self.stdout.write(jeton)
