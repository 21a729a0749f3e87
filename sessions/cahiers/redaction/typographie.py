"""French typography, put into the words people type: no key of a keyboard gives its spaces.

Pure text in, pure text out. Written twice, it changes nothing more; an address is left as it is.
"""

import re

FINE = "\u202f"
INSECABLE = "\u00a0"
# Spaces on a line: what separates words, whatever its width.
_E = r"[ \t\u00a0\u2009\u202f]"

# A word that holds an address is left as it is.
MOT = re.compile(r"\S+")
SANS_SCHEMA = re.compile(r"[(«\"]*(?:www\.|mailto:|(?:\w[\w-]*\.)+[a-z]{2,}[/?#])", re.IGNORECASE)

REGLES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\.{3,}"), "…"),
    (re.compile("'"), "’"),
    # A straight quote opens before a word, closes after one.
    (re.compile(r"(?:(?<=^)|(?<=[\s(\[{«—–’\u00a0\u202f-]))\"(?=[^\s\"»])"), "«"),
    (re.compile('"'), "»"),
    (re.compile(rf"«{_E}*"), f"«{FINE}"),
    (re.compile(rf"(?<!{_E}){_E}*»"), f"{FINE}»"),
    (re.compile(rf"(?<=[^\s;!?(\[«]){_E}*([;!?]+)"), rf"{FINE}\1"),
    (re.compile(rf"(?<=[^\s:(\[«]){_E}*:(?=\s|»|$)"), f"{INSECABLE}:"),
    (re.compile(rf"(?<=\d){_E}*%"), f"{INSECABLE}%"),
    (re.compile(rf"(?<=\d){_E}(?=(?:€|°C|ans?|cm|h|kg|km|m|min|mm)(?!\w))"), INSECABLE),
    (re.compile(rf"(?<=\d{INSECABLE}h){_E}(?=\d\d(?!\d))"), INSECABLE),
)
# « 12 000 » and more: of a shorter one, nobody knows whether its two parts go together.
GRAND_NOMBRE = re.compile(
    rf"(?<![\d,.])(?:\d{{2,3}}(?:{_E}\d{{3}})+|\d(?:{_E}\d{{3}}){{2,}})(?!\d)"
)
ESPACE = re.compile(_E)
# Signs nobody sees: without width, or that turn the rest of the line around. Those that join or
# part letters, and tell a lone sign its direction, are some languages' own.
INVISIBLES = re.compile(
    "[\u180e\u200b\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)


def sans_invisibles(texte: str) -> str:
    """What may be seen of a title, a name, a description: the rest would hide them, or lie."""
    return INVISIBLES.sub("", texte).strip()


def typographier(texte: str) -> str:
    """The same words with the spaces, quotes and apostrophes of French."""
    morceaux: list[str] = []
    depart = 0
    for mot in MOT.finditer(texte):
        if _est_une_adresse(mot[0]):
            morceaux += [_apres_une_adresse(texte[depart : mot.start()], depart), mot[0]]
            depart = mot.end()
    return "".join([*morceaux, _apres_une_adresse(texte[depart:], depart)])


def entre(avant: str, texte: str, apres: str) -> str:
    """`texte` set between its neighbours, of which only the nearest characters are looked at."""
    return typographier(f"{_avant(avant[-1:])}{texte}{_apres(apres[:1])}")[1:-1]


def _est_une_adresse(mot: str) -> bool:
    return "://" in mot or "@" in mot or SANS_SCHEMA.match(mot) is not None


def _apres_une_adresse(texte: str, depart: int) -> str:
    return _regler(f"a{texte}")[1:] if depart else _regler(texte)


def _regler(texte: str) -> str:
    for motif, remplacement in REGLES:
        texte = motif.sub(remplacement, texte)
    return GRAND_NOMBRE.sub(lambda nombre: ESPACE.sub(FINE, nombre[0]), texte)


# A neighbour is replaced by a sign of its kind, that no rule changes: a letter, a space, a digit…
def _avant(signe: str) -> str:
    if not signe.strip():
        return " "
    if signe in "([«":
        return "("
    return signe if signe in ";!?—–-’" or signe.isdecimal() else "a"


def _apres(signe: str) -> str:
    if signe.isalnum() or signe in {"'", '"', "(", "[", "«"}:
        return "a"
    return {".": ",", ",": ",", ")": ")", "]": ")"}.get(signe, " ")
