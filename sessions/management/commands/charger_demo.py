"""`charger_demo`: a fictitious équipe and its season, to see the product alive."""

import secrets
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from medlove.models import Equipe
from medlove.settings import env
from sessions.demonstration.chargement import Demande, DemonstrationDejaLa, charger
from sessions.publication import services


class Command(BaseCommand):
    help = "Charge une équipe fictive et sa saison."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rencontres", type=int, default=4000, help="4 000 par défaut")
        parser.add_argument("--graine", type=int, default=2022, help="graine du hasard")
        parser.add_argument("--jusqu-au", type=date.fromisoformat, help="AAAA-MM-JJ")
        parser.add_argument(
            "--petite", action="store_true", help="15 sorties, 2 quartiers, 225 rencontres"
        )

    def handle(self, **options: Any) -> None:
        if not (settings.DEBUG or settings.MEDLOVE_DEMO):
            raise CommandError(
                "La démonstration ne se charge pas dans une base réelle : "
                "mettre DEBUG=1, ou MEDLOVE_DEMO=1, sur une base à part."
            )
        if options["rencontres"] < 1:
            raise CommandError("--rencontres demande un nombre d’au moins 1.")
        mot_de_passe = env("MEDLOVE_DEMO_MOT_DE_PASSE", "") or secrets.token_urlsafe(12)
        demande = Demande(
            rencontres=options["rencontres"],
            graine=options["graine"],
            jusqu_au=options["jusqu_au"] or timezone.localdate(),
            petite=options["petite"],
            mot_de_passe=mot_de_passe,
        )
        try:
            saison = charger(demande)
        except DemonstrationDejaLa as deja:
            raise CommandError(
                "La démonstration est déjà dans cette base : partir d’une base vide."
            ) from deja
        self.stdout.write(
            f"{len(saison.sorties)} sorties, {len(saison.recit.rencontres)} rencontres, "
            f"{len(saison.recit.besoins)} besoins, {len(saison.recit.orientations)} orientations."
        )
        if settings.MEDLOVE_CLE_PUBLICATION:
            self._publier(demande.jusqu_au)
        self.stdout.write(f"Mot de passe des comptes de démonstration : {mot_de_passe}")

    def _publier(self, jour: date) -> None:
        """The last year that ended, as soon as late rencontres had their month."""
        equipe = Equipe.objects.get(slug="demonstration")
        try:
            publication = services.publier(equipe, str(jour.year - 1), le=jour)
        except services.PublicationRefusee as refus:
            self.stdout.write(str(refus))
        else:
            self.stdout.write(f"Année {publication.periode} publiée.")
