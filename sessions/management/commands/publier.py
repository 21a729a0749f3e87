"""For the coordination or a timer: publish a closed period, and write its files."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from medlove.equipe.choix import equipe_nommee
from medlove.systeme import poser
from sessions.periodes import ANNEE, Trimestre
from sessions.publication import services
from sessions.publication.fichiers import cellules_de, fichiers
from sessions.publication.models import Publication

LISIBLE = 0o644


class Command(BaseCommand):
    help = (
        "Publie un trimestre ou une année close : des nombres arrondis et légèrement modifiés, "
        "figés une fois pour toutes. Se relance sans rien réécrire."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--equipe", metavar="SLUG")
        quand = parser.add_mutually_exclusive_group(required=True)
        quand.add_argument("--annee", help="par exemple 2025")
        quand.add_argument("--trimestre", help="par exemple 2026-T3")
        parser.add_argument("--vers", type=Path, help="dossier où écrire les fichiers")

    def handle(self, *args: Any, **options: Any) -> None:
        code = options["annee"] or options["trimestre"]
        self._verifier(code, annuelle=bool(options["annee"]))
        try:
            publication = services.publier(equipe_nommee(options["equipe"]), code)
        except services.PublicationRefusee as refus:
            raise CommandError(str(refus)) from refus
        if options["vers"]:
            _ecrire(publication, options["vers"])
        self._raconter(publication)

    def _verifier(self, code: str, *, annuelle: bool) -> None:
        if annuelle:
            if not ANNEE.fullmatch(code):
                raise CommandError(f"« {code} » n’est pas une année : écrire par exemple 2025.")
            return
        try:
            Trimestre.lire(code)
        except ValueError as erreur:
            raise CommandError(str(erreur)) from erreur

    def _raconter(self, publication: Publication) -> None:
        cellules = cellules_de(publication)
        for table in sorted({une.table for une in cellules}):
            siennes = [une for une in cellules if une.table == table]
            montrees = sum(1 for une in siennes if une.valeur is not None)
            self.stdout.write(f"{table} : {montrees} cellules montrées sur {len(siennes)}")
        self.stdout.write(
            f"Publication {publication.periode} du {publication.publiee_le:%d/%m/%Y}."
        )


def _ecrire(publication: Publication, dossier: Path) -> None:
    """Each file whole or not at all; those already there with the same bytes stay untouched."""
    try:
        dossier.mkdir(parents=True, exist_ok=True)
        for nom, contenu in fichiers(publication).items():
            chemin = dossier / nom
            if not chemin.exists() or chemin.read_bytes() != contenu:
                poser(chemin, contenu, mode=LISIBLE)
    except OSError as erreur:
        raise CommandError(
            f"Les fichiers n’ont pas pu être écrits dans {dossier} ({_cause(erreur)}) : "
            "choisir un autre dossier. La publication, elle, est faite."
        ) from erreur


def _cause(erreur: OSError) -> str:
    match erreur:
        case FileExistsError() | NotADirectoryError():
            return "ce n’est pas un dossier"
        case PermissionError():
            return "l’accès en est refusé"
    return "le disque ne les accepte pas"
