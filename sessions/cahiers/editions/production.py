"""An edition is made here, whichever process it is that makes it."""

import logging
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Self

from sessions.cahiers.editions.models import Edition, Variante
from sessions.cahiers.editions.processus import manque_de_memoire
from sessions.cahiers.editions.rendu import fabriquer
from sessions.pdf import RessourceRefusee
from sessions.publication.services import deja_publiee

ERREUR = (
    "La fabrication s’est arrêtée sur une erreur du programme\u202f: la redemander et, si elle "
    "revient, donner cette heure à l’administration."
)
ERREUR_DANS = (
    "La fabrication s’est arrêtée à la section «\u202f{}\u202f»\u202f: la relire, ou ne pas "
    "l’imprimer, puis redemander l’édition."
)

journal = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Produit:
    """What was made, or why it was not: a sentence. It travels as JSON from the child.

    `donnees` is the SHA-256 of the figures printed.
    """

    publiee: bool = False
    donnees: str = ""
    pages: int = 0
    erreur: str = ""

    def en_clair(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def lire(cls, dit: Any) -> Self:
        """Raises ValueError when this is not what a child says."""
        if not isinstance(dit, dict) or set(dit) != {un.name for un in fields(cls)}:
            raise ValueError("not a Produit")
        return cls(**dit)


def produire(edition: Edition, vers: Path) -> Produit:
    """Write the PDF of an edition. What stops it is told in a sentence, and logged.

    Memory that runs out is not caught: who started the process tells it.
    """
    cahier = edition.cahier
    # Asked before the making: published meanwhile, its figures would still be working ones.
    publiee = deja_publiee(cahier.equipe, cahier.periode) is not None
    try:
        fabrique = fabriquer(cahier, Variante(edition.variante))
        vers.write_bytes(fabrique.pdf)
        return Produit(publiee=publiee, donnees=fabrique.donnees, pages=fabrique.pages)
    except MemoryError:
        raise
    except RessourceRefusee as refus:
        return Produit(erreur=str(refus))
    except Exception as erreur:
        if manque_de_memoire(str(erreur)):  # told otherwise by the libraries in C
            raise MemoryError from erreur
        journal.exception("Édition %s", edition.pk)
        section = getattr(erreur, "section", None)
        return Produit(erreur=ERREUR_DANS.format(section) if section else ERREUR)
