"""Create an équipe and invite its first coordinator."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.text import slugify

from medlove.equipe import services
from medlove.equipe.invitations import VALIDITE, adresse_d_entree
from medlove.models import Appartenance


class Command(BaseCommand):
    help = "Crée une équipe et invite la première personne de sa coordination."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("nom", nargs="?", default="", help="nom de l’équipe")
        parser.add_argument("--slug", default="", help="nom court des adresses (défaut : le nom)")
        parser.add_argument("--code-insee", default="", help="code de la commune, comme 35238")
        parser.add_argument("--coordination", default="", metavar="ADRESSE", help="son adresse")
        parser.add_argument("--nom-coordination", default="", help="son nom affiché")

    def handle(self, *args: Any, **options: Any) -> None:
        for option, quoi in [
            ("nom", "le nom de l’équipe"),
            ("code_insee", "--code-insee, le code de la commune"),
            ("coordination", "--coordination, l’adresse de la première personne"),
        ]:
            if not options[option]:
                raise CommandError(f"Il manque {quoi}.")
        email = options["coordination"]
        try:
            appartenance = services.creer_equipe(
                nom=options["nom"],
                slug=options["slug"] or slugify(options["nom"]),
                code_insee=options["code_insee"],
                email=email,
                nom_membre=options["nom_coordination"] or email.partition("@")[0],
            )
        except ValidationError as erreur:
            raise CommandError(_phrase(erreur)) from erreur
        self.stdout.write(_suite(appartenance))


def _phrase(erreur: ValidationError) -> str:
    """One sentence for the first refused value, which names it."""
    champ, messages = next(iter(erreur.message_dict.items()))
    noms = {"nom": "Nom", "slug": "Nom court", "code_insee": "Code de la commune"}
    noms |= {"email": "Adresse de la coordination"}
    return f"{noms[champ]} : {messages[0]}" if champ in noms else messages[0]


def _suite(appartenance: Appartenance) -> str:
    debut = (
        f"L’équipe « {appartenance.equipe} » est créée, "
        f"{appartenance.utilisateur.email} la coordonne."
    )
    quoi = "choisir son mot de passe"
    if appartenance.a_accepter:
        quoi = "y entrer avec son compte, qui existe déjà"
    adresse = adresse_d_entree(appartenance)
    return f"{debut}\nPour {quoi}, dans les {VALIDITE.days} jours :\n{adresse}"
