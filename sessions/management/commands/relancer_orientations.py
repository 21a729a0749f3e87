"""For a timer, once a day: remind partenaires, give up what is out of sight, cut what must be."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from sessions.orientations import relances
from sessions.orientations.coupure import melanger
from sessions.orientations.models import Orientation


class Command(BaseCommand):
    help = (
        "Relance les partenaires au bout de 30 jours, passe en « suite inconnue » au bout de 60, "
        "et coupe les liens qui doivent l’être. Se relance sans risque."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--essai", action="store_true", help="compter, sans rien changer")

    def handle(self, *args: Any, essai: bool, **options: Any) -> None:
        if essai:
            self.stdout.write("Essai\u202f: rien n’est changé ni envoyé.")
        expirees, coupees = self._compter() if essai else self._clore()
        partenaires = orientations = echecs = 0
        for partenaire, nombre in relances.a_relancer():
            if essai or relances.relancer(partenaire, nombre):
                partenaires, orientations = partenaires + 1, orientations + nombre
            else:
                echecs += 1
        self._dire("Suites inconnues", expirees)
        self._dire("Liens coupés après coup", coupees)
        self._dire("Partenaires relancés", partenaires)
        self._dire("Orientations relancées", orientations)
        self._dire("Courriels non partis", echecs)

    def _compter(self) -> tuple[int, int]:
        perdues = Orientation.objects.perdues_de_vue(timezone.localdate())
        return perdues.count(), Orientation.objects.a_couper().count()

    def _clore(self) -> tuple[int, int]:
        faites = relances.perdre_de_vue(), relances.couper_les_oubliees()
        melanger()
        return faites

    def _dire(self, quoi: str, combien: int) -> None:
        self.stdout.write(f"{quoi}\u202f: {combien}")
