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
from medlove.systeme import dire, poser
from medlove.templatetags.francais import accord
from sessions.cahiers.editions.models import Variante
from sessions.cahiers.editions.rendu import Fabrique, fabriquer, preparer, tirer
from sessions.cahiers.models import Cahier
from sessions.cahiers.services import commencer
from sessions.pdf import RessourceRefusee
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
        parser.add_argument("--variante", choices=Variante.values, default=Variante.NUMERIQUE.value)
        parser.add_argument("--vers", type=Path, required=True, metavar="FICHIER")

    def handle(self, **options: Any) -> None:
        vers: Path = options["vers"]
        if not vers.parent.is_dir():
            raise CommandError(f"Le dossier {vers.parent} n’existe pas : le créer d’abord.")
        cahier = _cahier(equipe_nommee(options["equipe"]), options)
        try:
            fait = _fabriquer(cahier, Variante(options["variante"]))
        except RessourceRefusee as refus:
            raise CommandError(str(refus)) from refus
        try:
            poser(vers, fait.pdf)
        except OSError as erreur:
            raise CommandError(f"{vers} ne peut pas être écrit : {dire(erreur)}.") from erreur
        self.stdout.write(
            f"{vers} : {fait.pages} {accord(fait.pages, 'page')}, {len(fait.pdf) // 1024} Ko, "
            f"{cahier.jours.libelle}."
        )


def _cahier(equipe: Equipe, options: dict[str, Any]) -> Cahier:
    """That of this title, or a new one, not saved yet."""
    nom, du, au = options["nom"], options["du"], options["au"]
    if not nom:
        return Cahier(equipe=equipe, titre="Cahier d’expérience", periode=_periode(du, au))
    siens = Cahier.objects.de(equipe).filter(titre=nom)
    if du or au:
        siens = siens.filter(periode=_periode(du, au))
    if cahier := siens.first():
        return cahier
    raise CommandError(f"{equipe} n’a pas de cahier « {nom} » : le composer d’abord.")


def _fabriquer(cahier: Cahier, variante: Variante) -> Fabrique:
    if not cahier._state.adding:
        return fabriquer(cahier, variante)
    with transaction.atomic():
        # The ready outline, of which nothing is kept.
        epreuve = preparer(commencer(cahier), variante)
        transaction.set_rollback(True)
    # Once the database is let go: SQLite has one writer, and the others would give up waiting.
    return tirer(epreuve)


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
