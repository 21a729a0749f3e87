"""The envelope: a lot as it comes, before anything in it is judged."""

import json
from dataclasses import dataclass
from typing import Any, NoReturn

ELEMENTS_AU_PLUS = 100
OCTETS_AU_PLUS = 1024 * 1024


class LotIllisible(ValueError):
    """This is not a lot."""


class LotTropGros(ValueError):
    """Too much at once: the tablet halves it."""


@dataclass(frozen=True, slots=True)
class Lot:
    id: str
    elements: list[Any]


def lire_lot(corps: bytes) -> Lot:
    """The lot in a body. Raises LotIllisible or LotTropGros."""
    if len(corps) > OCTETS_AU_PLUS:
        raise LotTropGros
    try:
        lu = json.loads(corps.decode(), parse_constant=_refuser)
    except (ValueError, RecursionError) as erreur:
        raise LotIllisible from erreur
    if type(lu) is not dict or type(lu.get("lot")) is not str:
        raise LotIllisible
    elements = lu.get("elements")
    if type(elements) is not list:
        raise LotIllisible
    if len(elements) > ELEMENTS_AU_PLUS:
        raise LotTropGros
    return Lot(lu["lot"], elements)


def _refuser(constante: str) -> NoReturn:
    """NaN and Infinity, which Python reads and JSON does not have."""
    raise ValueError(constante)
