"""A file refused: one French sentence or two, that say what, where and how to mend."""

import re

FINE = "\u202f"


def typographier(texte: str) -> str:
    """Narrow no-break spaces where French wants them; messages are typed with plain ones."""
    texte = re.sub(r" (?=[:;?!»%])", FINE, texte)
    return texte.replace("« ", f"«{FINE}")


def nombre(valeur: float, decimales: int = 0) -> str:
    """« 7 327 », « 50,304 »."""
    return f"{valeur:,.{decimales}f}".replace(",", FINE).replace(".", ",")


def compter(combien: int, nom: str, marque: str = "s") -> str:
    """« 1 lieu », « 12 lieux »: with its own mark of the plural."""
    return f"{nombre(combien)} {nom}{marque if combien > 1 else ''}"


def superficie(m2: float) -> str:
    """In the unit one can picture: m², hectares or km²."""
    if m2 < 1e4:
        return f"{nombre(m2)} m²"
    return f"{nombre(m2 / 1e4, 1)} ha" if m2 < 1e6 else f"{nombre(m2 / 1e6, 2)} km²"


def enumerer(numeros: list[int]) -> str:
    """« n° 3 », « n° 3 et n° 9 », « n° 3, n° 9 et n° 10 »."""
    noms = [f"n° {numero}" for numero in numeros]
    return " et ".join(filter(None, [", ".join(noms[:-1]), noms[-1]]))


class FichierRefuse(Exception):
    """Nothing was changed. The message is for whoever ran the import."""

    def __init__(self, message: str) -> None:
        super().__init__(typographier(message))
