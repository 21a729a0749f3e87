"""The envelope: a lot as it comes, before anything in it is judged."""

import json
import math
from dataclasses import dataclass
from typing import Any, NoReturn

ELEMENTS_AU_PLUS = 100
OCTETS_AU_PLUS = 1024 * 1024
# The contract nests 7 deep; what Python reads near 1000 it cannot always write again.
NIVEAUX_AU_PLUS = 32


class LotIllisible(ValueError):
    """This is not a lot."""


class LotTropGros(ValueError):
    """Too much at once: the tablet halves it."""


@dataclass(frozen=True, slots=True)
class Lot:
    """`equipe`: the one these elements were written in, when it is said. `echappe`: a string may
    hold what only an escape can write, U+0000 or half a pair."""

    id: str
    elements: list[Any]
    echappe: bool
    equipe: str | None = None


def lire_lot(corps: bytes) -> Lot:
    """The lot in a body. Raises LotIllisible or LotTropGros."""
    if len(corps) > OCTETS_AU_PLUS:
        raise LotTropGros
    lu = lire_objet(corps)
    if type(lu.get("lot")) is not str:
        raise LotIllisible
    elements = lu.get("elements")
    if type(elements) is not list:
        raise LotIllisible
    if len(elements) > ELEMENTS_AU_PLUS:
        raise LotTropGros
    equipe = lu.get("equipe")
    return Lot(lu["lot"], elements, echappe(corps), None if equipe is None else str(equipe))


def lire_objet(corps: bytes) -> dict[str, Any]:
    """The JSON object in a body, nested no deeper than can be written again. Raises
    LotIllisible."""
    try:
        lu = json.loads(corps.decode(), parse_constant=_refuser, parse_float=_flottant)
    except (ValueError, RecursionError) as erreur:
        raise LotIllisible from erreur
    if type(lu) is not dict or _trop_profond(lu):
        raise LotIllisible
    return lu


def echappe(corps: bytes) -> bool:
    """Whether a string of it may hold what only an escape can write."""
    return b"\\u" in corps


def _trop_profond(lu: Any) -> bool:
    """Whether it nests too deep, seen level by level."""
    niveau = [lu]
    for _ in range(NIVEAUX_AU_PLUS):
        contenus = (un.values() if type(un) is dict else un for un in niveau)
        niveau = [un for contenu in contenus for un in contenu if type(un) in {dict, list}]
    return bool(niveau)


def _refuser(constante: str) -> NoReturn:
    """NaN and Infinity, which Python reads and JSON does not have."""
    raise ValueError(constante)


def _flottant(texte: str) -> float:
    """No field takes one, but it is kept raw; 1e999 would become an infinity."""
    if not math.isfinite(nombre := float(texte)):
        raise ValueError(texte)
    return nombre
