"""The rows of one commune, each known by its number."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from territoires.importation.champs import QuartierLu
from territoires.importation.refus import FichierRefuse, enumerer
from territoires.importation.reperes import nommer


def exiger_une_couche_de_quartiers(lus: Sequence[QuartierLu]) -> None:
    if all(lu.numero is None for lu in lus):
        raise FichierRefuse(
            "Aucun contour de ce fichier ne porte de numéro de quartier : "
            "ce sont des communes, ou une autre couche que celle des quartiers."
        )


def choisir_la_commune(lus: Sequence[QuartierLu], code_insee: str | None) -> str:
    """The commune asked for, else the only one of the file."""
    codes = sorted({lu.code_insee for lu in lus if lu.code_insee})
    if code_insee is not None:
        return code_insee
    if not codes:
        raise FichierRefuse(
            "Ce fichier ne dit pas de quelle commune il s’agit : "
            "ajouter --code-insee, par exemple --code-insee 35238."
        )
    if len(codes) > 1:
        raise FichierRefuse(
            f"Ce fichier mêle {len(codes)} communes ({_abreger(codes)}) : "
            "dire laquelle avec --code-insee."
        )
    return codes[0]


def garder_la_commune(lus: Sequence[QuartierLu], code_insee: str) -> list[QuartierLu]:
    """The rows of the commune; where no row names a commune, all of them are taken for its own."""
    codes = sorted({lu.code_insee for lu in lus if lu.code_insee})
    if not codes:
        return [replace(lu, code_insee=code_insee) for lu in lus]
    gardes = [lu for lu in lus if lu.code_insee == code_insee]
    if not gardes:
        raise FichierRefuse(
            f"Ce fichier ne contient aucun quartier de {nommer(code_insee)} : "
            f"il décrit {_abreger(codes)}."
        )
    return gardes


def ranger_par_numero(lus: Sequence[QuartierLu]) -> dict[int, QuartierLu]:
    """The rows by number, in order: the number is what holds a quartier from year to year."""
    if sans := [lu for lu in lus if lu.numero is None]:
        raise FichierRefuse(
            f"Un contour de ce fichier n’a pas de numéro de quartier ({sans[0].designation}) : "
            "lui en donner un, ou le retirer."
        )
    numerotes = [(lu.numero, lu) for lu in lus if lu.numero is not None]
    comptes = Counter(numero for numero, _ in numerotes)
    if doubles := sorted(numero for numero, compte in comptes.items() if compte > 1):
        raise FichierRefuse(
            f"Plusieurs contours portent le même numéro ({enumerer(doubles[:3])}) : "
            "ce sont sans doute des unités plus fines que les quartiers."
        )
    return dict(sorted(numerotes, key=lambda paire: paire[0]))


def _abreger(codes: list[str]) -> str:
    suite = "…" if len(codes) > 4 else ""
    return ", ".join(codes[:4]) + suite
