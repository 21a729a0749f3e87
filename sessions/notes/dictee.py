"""Numbers that are dictated, where several readings are possible.

« soixante dix-huit » is 78, or 60 18; « zéro quatre vingt-deux » is 0 82, or 04 22. Of a phone
number and of a social security number, the reading that goes furthest is found.
`static/js/notes/dictee.js` does the same.
"""

import re
from collections.abc import Iterator

from sessions.notes.controles import nir
from sessions.notes.nombres import MotLu, lire_les_mots, nombre, presque_en_chiffres, valeur_de

SUITE = re.compile("[ .\\-/_,:;()*|~'\"\\[\\]<>{}=+#&%?!\\\\\x02\n]{1,6}")
CHIFFRES = re.compile("[0-9]+")
TELEPHONE, NIR = "telephone", "nir"
# What a number may still become: else its reading stops.
PROMET = re.compile("0|0[1-9][0-9]{0,8}|[1-478][0-9]{0,14}")
# Readings tried from one word, of which a number has some ten, or hundreds when nearly each part
# of it has two; and no text must take long.
ESSAIS = 300


def dictes(texte: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, rule) of each number dictated in `texte`, in lower case."""
    texte = presque_en_chiffres(texte)
    mots = lire_les_mots(texte)
    libre = 0
    for rang, mot in enumerate(mots):
        if rang < libre or not _commence(texte, mots, rang):
            continue
        trouve = _lire(texte, mots, rang)
        if trouve is not None:
            libre, regle = trouve
            yield mot.debut, mots[libre - 1].fin, regle


def _commence(texte: str, mots: list[MotLu], rang: int) -> bool:
    """A phone number begins with a zero, wherever; the other with the first of the numbers."""
    valeur = _alternatives(mots, rang)
    if not valeur or not PROMET.match(valeur[0][1]):
        return False
    return valeur[0][1][0] == "0" or rang == 0 or not _suit(texte, mots, rang)


def _lire(texte: str, mots: list[MotLu], depart: int) -> tuple[int, str] | None:
    """The rank after the number that begins at `depart`, and its rule."""
    pile, trouve = [(depart, "", False)], None
    for _ in range(ESSAIS):
        if not pile:
            break
        rang, chiffres, dit = pile.pop()
        if dit and (regle := _regle(chiffres)):
            trouve = max(trouve or (rang, regle), (rang, regle))
            continue
        if rang > depart and (rang == len(mots) or not _suit(texte, mots, rang)):
            continue
        for apres, lus, en_lettres in _alternatives(mots, rang):
            if PROMET.fullmatch(chiffres + lus):
                pile.append((apres, chiffres + lus, dit or en_lettres))
    return trouve


def _regle(chiffres: str) -> str:
    """Of a number that is whole; empty when it is none."""
    if len(chiffres) == 10 and chiffres[0] == "0":
        return TELEPHONE
    return NIR if len(chiffres) == 15 and nir(chiffres) else ""


def _alternatives(mots: list[MotLu], rang: int) -> list[tuple[int, str, bool]]:
    """What can be read at `rang`: the rank after, its digits, whether it is spelled out."""
    if CHIFFRES.fullmatch(mots[rang].texte):
        return [(rang + 1, mots[rang].texte, False)]
    if valeur_de(mots[rang]) < 0:
        return []
    plus_long, _ = nombre(mots, rang)
    lus = []
    for fin in range(rang + 1, plus_long + 1):
        apres, valeur = nombre(mots[rang:fin], 0)
        if rang + apres == fin:
            lus.append((fin, str(valeur), True))
    return lus


def _suit(texte: str, mots: list[MotLu], rang: int) -> bool:
    """A number stands just before, as in a dictation."""
    avant = mots[rang - 1]
    if not CHIFFRES.fullmatch(avant.texte) and valeur_de(avant) < 0:
        return False
    return SUITE.fullmatch(texte[avant.fin : mots[rang].debut]) is not None
