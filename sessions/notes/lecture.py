"""A text as the detector reads it: ASCII, without accents nor what is unseen.

`static/js/notes/lecture.js` does the same, from the same table (bin/dresser_pliage).
"""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, cached_property

from sessions.notes.listes import json_de

# A letter of another script, and a sign (an emoji, a control): neither is typed in ASCII.
LETTRE, SIGNE = "\x03", "\x02"
MAJUSCULES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MINUSCULES = str.maketrans(MAJUSCULES, MAJUSCULES.lower())


@dataclass(frozen=True)
class Lecture:
    """What is read, and for each character the code point of the text that it comes from."""

    casse: str
    places: tuple[int, ...]
    # Whether it was written otherwise: with an accent, most often.
    plies: tuple[bool, ...]

    @cached_property
    def texte(self) -> str:
        return self.casse.translate(_MINUSCULES)

    def bornes(self, debut: int, fin: int) -> tuple[int, int]:
        """Where a stretch of what is read stands in the text as typed."""
        return self.places[debut], self.places[fin - 1] + 1


def lire(texte: str) -> Lecture:
    """`texte` read; a position is a code point of `texte`."""
    casse, places, plies = [], [], []
    for place, signe in enumerate(texte):
        for lu in _plier(signe):
            casse.append(lu)
            places.append(place)
            plies.append(lu != signe)
    return Lecture("".join(casse), tuple(places), tuple(plies))


def _plier(signe: str) -> str:
    if " " <= signe <= "~" or signe == "\n":
        return "'" if signe == "`" else signe
    vers, otes, lettres = _table()
    lu = vers.get(signe)
    if lu is not None:
        return lu
    if _dans(ord(signe), otes):
        return ""
    return LETTRE if _dans(ord(signe), lettres) else SIGNE


def _dans(point: int, plages: list[list[int]]) -> bool:
    rang = bisect_right(plages, point, key=lambda plage: plage[0])
    return rang > 0 and point <= plages[rang - 1][1]


@cache
def _table() -> tuple[dict[str, str], list[list[int]], list[list[int]]]:
    table = json_de("pliage")
    vers = {signe: lu for lu, signes in table["vers"].items() for signe in signes}
    return vers, table["otes"], table["lettres"]
