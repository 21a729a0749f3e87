"""What a row says of its quartier. Only the fields named here are read: nothing else is kept,
above all the name of an elected official, which the official layer carries.
"""

import re
from dataclasses import dataclass
from typing import Any

from territoires.geometrie import Contour
from territoires.importation.lecture import Element
from territoires.importation.refus import FichierRefuse
from territoires.models.quartier import FORME_DU_CODE_INSEE

CODES = ("code_insee", "codeinsee", "insee_com", "com_insee", "code_commune", "insee")
NUMEROS = ("numero", "nuquart", "num_quartier", "num_quart", "numquart", "matricule")
NOMS = ("nom", "nom_quartier", "nom_quart", "nmquart", "libelle", "numnom")

# Fields that give away what the rows are, when they are not quartiers.
INDICES_D_IRIS = ("code_iris", "codeiris", "iris", "num_iris", "type_iris", "nom_iris", "dcomiris")
INDICES_DE_QPV = ("code_qp", "codeqp", "code_qpv", "nom_qp")


@dataclass(frozen=True)
class QuartierLu:
    """A quartier as the file gives it, its outline not yet checked."""

    code_insee: str | None
    numero: int | None
    nom: str
    contour: Contour
    population: int | None = None
    schematique: bool = False

    @property
    def designation(self) -> str:
        numero = "sans numéro" if self.numero is None else f"n° {self.numero}"
        return f"{numero} « {self.nom} »" if self.nom else numero


def lire_quartier(element: Element) -> QuartierLu:
    proprietes = {cle.lower(): valeur for cle, valeur in element.proprietes.items()}
    _refuser_d_autres_unites(proprietes)
    return QuartierLu(
        code_insee=_code_insee(_premier(proprietes, CODES)),
        numero=_numero(_premier(proprietes, NUMEROS)),
        nom=_nom(_premier(proprietes, NOMS)),
        contour=element.geometrie,
        population=_entier(proprietes.get("population")),
        schematique=proprietes.get("schematique") is True,
    )


def _refuser_d_autres_unites(proprietes: dict[str, Any]) -> None:
    if any(proprietes.get(indice) for indice in INDICES_D_IRIS):
        raise FichierRefuse(
            "Ce fichier contient des IRIS, plus fins que les quartiers : "
            "importer la couche des quartiers de la commune."
        )
    if any(proprietes.get(indice) for indice in INDICES_DE_QPV):
        raise FichierRefuse(
            "Ce fichier contient des quartiers prioritaires (QPV), pas ceux de toute la commune : "
            "importer la couche des quartiers de la commune."
        )


def _premier(proprietes: dict[str, Any], noms: tuple[str, ...]) -> Any:
    return next((proprietes[nom] for nom in noms if proprietes.get(nom) not in (None, "")), None)


def _code_insee(valeur: Any) -> str | None:
    """35238, "35238", 1053 (a lost zero) or "2A004"; None when it is none of them."""
    if isinstance(valeur, bool) or not isinstance(valeur, int | str):
        return None
    code = str(valeur).strip().upper().zfill(5)
    return code if re.fullmatch(FORME_DU_CODE_INSEE, code) else None


def _numero(valeur: Any) -> int | None:
    """A number a quartier may have; None for the long codes that other layers give their rows."""
    entier = _entier(valeur)
    return entier if entier is not None and 1 <= entier <= 9999 else None


def _entier(valeur: Any) -> int | None:
    """11, "11", 11.0, "Q.11" or "6 206"; None for anything else."""
    if isinstance(valeur, bool) or not isinstance(valeur, int | float | str):
        return None
    if isinstance(valeur, float) and valeur.is_integer():
        valeur = int(valeur)
    chiffres = re.fullmatch(r"(?:Q\.?)?(\d{1,9})", re.sub(r"\s", "", str(valeur)), re.IGNORECASE)
    return int(chiffres[1]) if chiffres else None


def _nom(valeur: Any) -> str:
    """The name, without the number that some layers put before it, spaces set right."""
    texte = re.sub(r"^\d+\s*-\s*", "", str(valeur or "").strip())
    return re.sub(r"\s+", " ", texte)[:120]
