"""What a pattern cannot say of a number: its key, its country, whether it is a date.

`static/js/notes/controles.js` does the same. Each takes what a pattern found, in lower case, and
says how many of its characters are kept: 0 when it is refused.
"""

import re
from collections.abc import Callable
from functools import cache

from sessions.notes.listes import ensemble, json_de

INUTILE = re.compile(r"[^0-9a-z]+")
DATE = re.compile(r"(^|[^0-9])[0-3]?[0-9][ ./\-][01]?[0-9][ ./\-](?:19|20)?[0-9]{2}(?![0-9])")
# A year of four digits.
EN_ENTIER = re.compile(r"[ ./\-](?:19|20)[0-9]{2}(?![0-9])")
SANS_ZERO = 9
ANNEES = re.compile(r"(?:[^0-9a-z]*(?:19|20)[0-9]{2}){1,4}[^0-9a-z]*")
HEURE = re.compile(r"[0-9]{1,2}(?:h|:)[0-9]{0,2}(?:mn|min)?")
PONCTUATION = ".,;:!?()[]\"'"
LETTRES = "abcdefghijklmnopqrstuvwxyz"


def nir(trouve: str) -> int:
    """The key of a social security number: 97 minus the rest by 97, Corsica apart."""
    chiffres = INUTILE.sub("", trouve)
    corse = {"2a": "19", "2b": "18"}.get(chiffres[5:7], chiffres[5:7])
    if len(chiffres) != 15 or not (chiffres[:5] + corse + chiffres[7:]).isdigit():
        return 0
    juste = 97 - int(chiffres[:5] + corse + chiffres[7:13]) % 97 == int(chiffres[13:])
    return len(trouve) if juste else 0


def iban(trouve: str) -> int:
    """Modulo 97 on the length of its country: what follows it on the line may have been taken."""
    compte = INUTILE.sub("", trouve)
    longueur = json_de("regles")["iban"].get(compte[:2])
    if longueur is None or len(compte) < longueur:
        return 0
    if _modulo_97(compte[4:longueur] + compte[:4]) != 1:
        return 0
    places = [place for place, signe in enumerate(trouve) if not INUTILE.match(signe)]
    return places[longueur - 1] + 1


def _modulo_97(compte: str) -> int:
    reste = 0
    for signe in compte:
        rang = LETTRES.find(signe)
        reste = (reste * 10 + int(signe)) % 97 if rang < 0 else (reste * 100 + rang + 10) % 97
    return reste


def luhn(trouve: str) -> int:
    """The key of a bank card."""
    somme = 0
    for rang, chiffre in enumerate(reversed(INUTILE.sub("", trouve))):
        double = int(chiffre) * (1 + rang % 2)
        somme += double - 9 if double > 9 else double
    return len(trouve) if somme % 10 == 0 else 0


def pas_une_date(trouve: str) -> int:
    """Neither a date nor years: the other long numbers.

    « 6 12 34 56 78 » is a phone without its zero, not a day of 1934.
    """
    courte = len(INUTILE.sub("", trouve)) < SANS_ZERO
    date = DATE.search(trouve) and (courte or EN_ENTIER.search(trouve))
    return 0 if date or ANNEES.fullmatch(trouve) else len(trouve)


def mot_de_passe(trouve: str) -> int:
    """Not the ordinary word that follows (« mot de passe : oublié »), nor an hour, nor a date."""
    mot = trouve.strip(PONCTUATION)
    if len(mot) < 3 or HEURE.fullmatch(mot) or DATE.search(mot) or ANNEES.fullmatch(mot):
        return 0
    return 0 if mot in _vides() else len(trouve)


def pseudo(trouve: str) -> int:
    """As for a password: « insta : oublié » names nobody."""
    return 0 if trouve in _vides() else len(trouve)


@cache
def _vides() -> frozenset[str]:
    return ensemble(json_de("regles")["mot_de_passe_vide"])


CONTROLES: dict[str, Callable[[str], int]] = {
    "nir": nir,
    "iban": iban,
    "luhn": luhn,
    "pas_une_date": pas_une_date,
    "mot_de_passe": mot_de_passe,
    "pseudo": pseudo,
}
