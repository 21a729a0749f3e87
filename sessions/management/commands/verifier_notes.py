"""`verifier_notes`: what the detector says of notes, one JSON line in, one JSON line out."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from medlove.equipe.choix import equipe_nommee
from medlove.models import Equipe
from sessions.notes.detecteur import SANS, Propres, examiner
from sessions.notes.propres import propres_de

FORME = '{"id": …, "texte": "…"}'


class LigneRefusee(Exception):
    """Says why a line cannot be read, to follow its number."""


class Command(BaseCommand):
    help = (
        "Lit sur l’entrée standard une ligne JSON par note, " + FORME + ", et écrit pour chacune "
        'une ligne {"id", "verdict", "reperes": [{"debut", "fin", "regle"}]}. Une ligne illisible '
        "est dite sur la sortie d’erreur, avec son numéro ; les autres sont lues. Les noms des "
        "quartiers, des lieux et des partenaires connus, et les mots courants, ne sont pas relevés."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--equipe", metavar="SLUG", help="ne connaître que ce que nomme celle-là"
        )

    def handle(self, **options: Any) -> None:
        propres = connus(options["equipe"])
        refusees = 0
        for numero, ligne in enumerate(sys.stdin.buffer, start=1):
            if not ligne.strip():
                continue
            try:
                reponse = repondre(ligne, propres)
            except LigneRefusee as refus:
                refusees += 1
                self.stderr.write(f"Ligne {numero}\u202f: {refus}")
                continue
            self.stdout.write(json.dumps(reponse))
            self.stdout.flush()
        if refusees:
            lignes = "ligne n’a" if refusees == 1 else "lignes n’ont"
            raise CommandError(f"{refusees} {lignes} pas pu être lue{'s' * (refusees > 1)}.")


def connus(slug: str | None) -> Propres:
    """What that équipe may name, or any of them; nothing where there is no base yet."""
    try:
        equipes = [equipe_nommee(slug)] if slug is not None else Equipe.objects.order_by("slug")
        dits = [propres_de(une) for une in equipes]
    except DatabaseError:
        return SANS
    return Propres(
        noms=tuple(sorted({nom for un in dits for nom in un.noms})),
        mots=tuple(sorted({mot for un in dits for mot in un.mots})),
    )


def repondre(ligne: bytes, propres: Propres) -> dict[str, Any]:
    """The answer to a line, its id as given; escaped, so that any character comes through."""
    note = _lire(ligne)
    if not (isinstance(note, dict) and "id" in note and isinstance(note.get("texte"), str)):
        raise LigneRefusee(f"il y faut un objet {FORME}, le texte entre guillemets.")
    examen = examiner(note["texte"], propres)
    reperes = [{"debut": un.debut, "fin": un.fin, "regle": un.regle} for un in examen.reperes]
    return {"id": note["id"], "verdict": examen.verdict, "reperes": reperes}


def _lire(ligne: bytes) -> Any:
    """Not strict: a bare NUL or half of a surrogate pair is a character like another."""
    try:
        texte = ligne.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as erreur:
        raise LigneRefusee(
            f"elle n’est pas en UTF-8 (octet {erreur.start + 1}). Enregistrez le fichier en UTF-8."
        ) from erreur
    try:
        return json.loads(texte, strict=False)
    except json.JSONDecodeError as erreur:
        raise LigneRefusee(
            f"ce n’est pas du JSON valable (caractère {erreur.pos + 1}). Écrivez {FORME} sur une "
            "seule ligne."
        ) from erreur
    except (RecursionError, ValueError) as erreur:
        raise LigneRefusee(f"elle est trop imbriquée ou trop longue. Écrivez {FORME}.") from erreur
