"""The names of sheets: short, told apart, without what spreadsheets refuse."""

import re
from collections.abc import Iterable

LONGUEUR = 31
REFUSES = re.compile(r"[\[\]:*?/\\']")
PREMIERE = "À lire"


def nommer(titres: Iterable[str]) -> list[str]:
    """One name a title, in order."""
    noms: list[str] = []
    for titre in titres:
        propre = " ".join(REFUSES.sub(" ", titre).split())[:LONGUEUR].strip() or "Tableau"
        nom, rang = propre, 2
        while nom.casefold() in {PREMIERE.casefold(), *(un.casefold() for un in noms)}:
            suffixe = f" {rang}"
            nom, rang = propre[: LONGUEUR - len(suffixe)] + suffixe, rang + 1
        noms.append(nom)
    return noms
