"""Numbers spelled out, read as digits: « zéro six, douze, trente-quatre » is 0 6 12 34.

`static/js/notes/nombres.js` does the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sessions.notes.listes import json_de

MOTS = re.compile(r"[a-z0-9]+")
# Between two words of one number.
LIEN = re.compile(r"[ '\-]{1,3}")
# A letter in the place of the digit that it looks like: « O6 0l ».
PRESQUE_CHIFFRES = re.compile(r"[0-9oil]*[0-9][0-9oil]*")
_EN_CHIFFRES = str.maketrans("oil", "011")


@dataclass(frozen=True)
class EnChiffres:
    """What is read with its numbers in digits, and where each character comes from in it."""

    texte: str
    debuts: tuple[int, ...]
    fins: tuple[int, ...]


@dataclass(frozen=True)
class MotLu:
    texte: str
    debut: int
    fin: int
    # Follows the word before with nothing but a link between them.
    lie: bool


def en_chiffres(texte: str) -> EnChiffres:
    """`texte` (as `lecture` gives it, lower case) with each number spelled out in digits."""
    texte = presque_en_chiffres(texte)
    lus: list[str] = []
    debuts: list[int] = []
    fins: list[int] = []
    ici = 0
    for debut, fin, chiffres in _nombres(texte):
        for place in range(ici, debut):
            lus.append(texte[place])
            debuts.append(place)
            fins.append(place + 1)
        for chiffre in chiffres:
            lus.append(chiffre)
            debuts.append(debut)
            fins.append(fin)
        ici = fin
    for place in range(ici, len(texte)):
        lus.append(texte[place])
        debuts.append(place)
        fins.append(place + 1)
    return EnChiffres("".join(lus), tuple(debuts), tuple(fins))


def presque_en_chiffres(texte: str) -> str:
    """`texte` with the letters that stand for digits replaced by them, place by place."""
    return MOTS.sub(_presque, texte)


def _presque(trouve: re.Match[str]) -> str:
    mot = trouve.group()
    return mot.translate(_EN_CHIFFRES) if PRESQUE_CHIFFRES.fullmatch(mot) else mot


def _nombres(texte: str) -> Iterator[tuple[int, int, str]]:
    mots = lire_les_mots(texte)
    rang = 0
    while rang < len(mots):
        mot = mots[rang]
        if mot.texte in _valeurs():
            suivant, valeur = nombre(mots, rang)
            yield mot.debut, mots[suivant - 1].fin, str(valeur)
            rang = suivant
            continue
        rang += 1


def lire_les_mots(texte: str) -> list[MotLu]:
    mots: list[MotLu] = []
    fin = 0
    for trouve in MOTS.finditer(texte):
        lie = fin > 0 and LIEN.fullmatch(texte[fin : trouve.start()]) is not None
        mots.append(MotLu(trouve.group(), trouve.start(), trouve.end(), lie))
        fin = trouve.end()
    return mots


def nombre(mots: list[MotLu], rang: int) -> tuple[int, int]:
    """The longest number that begins at `rang`: the rank after it, and its value."""
    apres, valeur = _sous_mille(mots, rang)
    if _valeur(mots, apres) == 1000 and 1 < valeur < 1000:
        apres, valeur = apres + 1, valeur * 1000
    if valeur >= 1000 and valeur % 1000 == 0 and 0 < _valeur(mots, apres) < 1000:
        apres, reste = _sous_mille(mots, apres)
        valeur += reste
    return apres, valeur


def _sous_mille(mots: list[MotLu], rang: int) -> tuple[int, int]:
    apres, valeur = _sous_cent(mots, rang)
    if _valeur(mots, apres) == 100 and 1 < valeur < 10:
        apres, valeur = apres + 1, valeur * 100
    if valeur in {100, 200, 300, 400, 500, 600, 700, 800, 900}:
        suite = _valeur(mots, apres)
        if 0 < suite < 100:
            apres, reste = _sous_cent(mots, apres)
            valeur += reste
    return apres, valeur


def _sous_cent(mots: list[MotLu], rang: int) -> tuple[int, int]:
    valeur = _valeurs()[mots[rang].texte]
    apres = rang + 1
    if valeur == 4 and _valeur(mots, apres) == 20:
        apres, valeur = apres + 1, 80
    if valeur not in {10, 20, 30, 40, 50, 60, 70, 80, 90}:
        return apres, valeur
    et = apres < len(mots) and mots[apres].lie and mots[apres].texte == "et"
    suite = _valeur(mots, apres + 1) if et else _valeur(mots, apres)
    if valeur == 10:
        return (apres + 1, valeur + suite) if 7 <= suite <= 9 and not et else (apres, valeur)
    limite = 19 if valeur in {60, 80} else 9
    if not 0 < suite <= limite or (et and suite not in {1, 11}):
        return apres, valeur
    apres += 2 if et else 1
    if suite == 10 and 7 <= _valeur(mots, apres) <= 9:
        return apres + 1, valeur + suite + _valeur(mots, apres)
    return apres, valeur + suite


def _valeur(mots: list[MotLu], rang: int) -> int:
    """The number that the word says, when it follows the word before; else -1."""
    if rang >= len(mots) or not mots[rang].lie:
        return -1
    return _valeurs().get(mots[rang].texte, -1)


def valeur_de(mot: MotLu) -> int:
    """The number that a word says; else -1."""
    return _valeurs().get(mot.texte, -1)


@cache
def _valeurs() -> dict[str, int]:
    return json_de("regles")["nombres"]
