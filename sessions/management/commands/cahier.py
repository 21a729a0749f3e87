"""`cahier`: make the PDF of a cahier from the shell."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from medlove.equipe.choix import equipe_nommee
from medlove.models import Equipe
from sessions.cahiers.models import Cahier
from sessions.cahiers.services import commencer, imprimer
from sessions.periodes import Periode, Trimestre


class Command(BaseCommand):
    help = (
        "Écrit en PDF le cahier de ce nom ; sans nom, le plan tout prêt sur le dernier "
        "trimestre fini."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("nom", nargs="?", help="le titre d’un cahier de l’équipe")
        parser.add_argument("--equipe", metavar="SLUG")
        parser.add_argument("--du", type=date.fromisoformat, help="AAAA-MM-JJ")
        parser.add_argument("--au", type=date.fromisoformat, help="AAAA-MM-JJ")
        parser.add_argument("--vers", type=Path, required=True, metavar="FICHIER")

    def handle(self, **options: Any) -> None:
        vers: Path = options["vers"]
        if not vers.parent.is_dir():
            raise CommandError(f"Le dossier {vers.parent} n’existe pas : le créer d’abord.")
        equipe = equipe_nommee(options["equipe"])
        if options["nom"]:
            pdf, periode = self._nomme(equipe, options["nom"])
        else:
            periode = _periode(options["du"], options["au"])
            pdf = self._tout_pret(equipe, periode)
        try:
            vers.write_bytes(pdf)
        except OSError as erreur:
            raise CommandError(f"{vers} ne peut pas être écrit : {erreur.strerror}.") from erreur
        self.stdout.write(f"{vers} : {len(pdf) // 1024} Ko, {Periode.lire(periode).libelle}.")

    def _nomme(self, equipe: Equipe, nom: str) -> tuple[bytes, str]:
        cahier = Cahier.objects.de(equipe).filter(titre=nom).first()
        if cahier is None:
            raise CommandError(f"{equipe} n’a pas de cahier « {nom} » : le composer d’abord.")
        return imprimer(cahier), cahier.periode

    def _tout_pret(self, equipe: Equipe, periode: str) -> bytes:
        """The ready outline, of which nothing is kept."""
        with transaction.atomic():
            cahier = Cahier(equipe=equipe, titre="Cahier d’expérience", periode=periode)
            pdf = imprimer(commencer(cahier))
            transaction.set_rollback(True)
        return pdf


def _periode(du: date | None, au: date | None) -> str:
    """« 2026-T3 » or « 2025 »: the days must be those of one trimestre, or of one year."""
    dernier = Trimestre.du_jour(timezone.localdate()).precedent()
    du, au = du or dernier.du, au or dernier.au
    if au < du:
        raise CommandError(f"La période finit le {au} avant de commencer le {du}.")
    for code in (str(Trimestre.du_jour(du)), f"{du.year:04d}"):
        if Periode.lire(code) == Periode(du, au):
            return code
    raise CommandError(
        f"Du {du} au {au} n’est ni un trimestre ni une année : un cahier va avec une "
        "publication, choisir les jours de l’un ou de l’autre."
    )
