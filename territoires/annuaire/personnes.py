"""A directory describes structures. A file of named persons is refused as such."""

import re
from collections.abc import Iterable

from territoires.annuaire.schema import mots
from territoires.importation.refus import FichierRefuse

# Words of a column that only a file of persons has.
MOTS_DE_PERSONNES = {
    "prenom",
    "prenoms",
    "naissance",
    "nir",
    "secu",
    "civilite",
    "nationalite",
    "allocataire",
    "beneficiaire",
    "beneficiaires",
    "usager",
    "usagere",
    "usagers",
    "conseiller",
    "conseillere",
    "conseillers",
    "adherent",
    "adherents",
    "patient",
}
TOURNURES_DE_PERSONNES = ("securite sociale", "ne le", "nee le", "ne e le", "nom de famille")
NIR = re.compile(r"(?<!\d)([12]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d\d|2[AB])\d{6})(\d{2})(?!\d)")


def refuser_des_personnes(colonnes: Iterable[str], cellules: Iterable[str]) -> None:
    """Raises FichierRefuse when a column, or a social security number, gives persons away."""
    for nom in colonnes:
        dits = mots(nom)
        if {*dits.split()} & MOTS_DE_PERSONNES or any(
            f" {tournure} " in f" {dits} " for tournure in TOURNURES_DE_PERSONNES
        ):
            raise FichierRefuse(
                f"Ce fichier décrit des personnes (colonne « {nom} ») : l’annuaire ne garde que "
                "des structures. Importer une liste de lieux, sans noms de personnes."
            )
    if any(map(_porte_un_nir, cellules)):
        raise FichierRefuse(
            "Ce fichier contient un numéro de sécurité sociale : l’annuaire ne garde que des "
            "structures. L’effacer du fichier, et vérifier qu’il n’y en a pas d’autre."
        )


def _porte_un_nir(cellule: str) -> bool:
    """A number of fifteen characters whose key is right: 97 less the rest by 97."""
    serre = re.sub(r"[\s.]", "", cellule).upper()
    return any(97 - int(_chiffres(corps)) % 97 == int(cle) for corps, cle in NIR.findall(serre))


def _chiffres(corps: str) -> str:
    """Corsica counts as 19 and 18."""
    return corps[:5] + {"2A": "19", "2B": "18"}.get(corps[5:7], corps[5:7]) + corps[7:]
