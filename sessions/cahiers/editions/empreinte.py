"""What a cahier is held to: the rows its figures come from, and the program that counted them."""

import tomllib
from collections.abc import Iterable
from functools import cache
from hashlib import sha256

from django.conf import settings

from sessions.cahiers.matiere import Matiere
from sessions.publication.fichiers import MASQUE, PUBLIE, en_csv
from sessions.publication.tables import Feuillet

# One row a cell: where and what, then the value, empty when hidden.
Rang = tuple[str, str, str, str, str, str, str]
COLONNES = ("periode", "table", "territoire", "axe", "modalite", "croisee", "valeur")
ETAT = "etat"
# What a file of a working version says of each of its rows, once out of its PDF.
DE_TRAVAIL = "version de travail"


def rangs(lu: Feuillet) -> list[Rang]:
    """Every cell of the period and of the trimestres it comes with, in the order of codes."""
    return sorted(
        (
            periode,
            cle.table,
            cle.territoire,
            cle.axe,
            cle.modalite,
            cle.croisee,
            "" if valeur is None else str(valeur),
        )
        for (periode, cle), valeur in lu.valeurs.items()
    )


def en_chiffres(tous: Iterable[Rang], *, publiees: bool = True) -> bytes:
    """The rows as the file that goes with a cahier; those of a working version never say that
    they were published."""

    def etat(rang: Rang) -> str:
        return DE_TRAVAIL if not publiees else PUBLIE if rang[-1] else MASQUE

    return en_csv((*COLONNES, ETAT), ((*rang, etat(rang)) for rang in tous))


def chiffres_de(matiere: Matiere) -> bytes:
    """`chiffres.csv`: all the cells that the figures of a cahier are read from."""
    return en_chiffres(rangs(matiere.feuillet), publiees=matiere.publication is not None)


def empreinte_des_donnees(matiere: Matiere) -> str:
    """The SHA-256 that the colophon prints: that of the rows, as `chiffres.csv` writes them."""
    return sha256(chiffres_de(matiere)).hexdigest()


@cache
def version() -> str:
    """That of the program, as its project file says it."""
    with (settings.BASE_DIR / "pyproject.toml").open("rb") as projet:
        lue: str = tomllib.load(projet)["project"]["version"]
    return lue
