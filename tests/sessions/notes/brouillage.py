"""Texts drawn for what could part two languages: Unicode at its worst, and pieces of notes."""

import json
from collections.abc import Callable
from functools import cache
from random import Random

from sessions.notes.lexique import lexique
from sessions.notes.listes import ensemble, json_de
from tests.sessions.notes.annotes import PARTS, lignes, nettes, numeros, personnes

# First and last code points of what is drawn from.
PLAGES = [
    (0x00, 0x7F),
    (0x80, 0x24F),
    (0x250, 0x36F),  # phonetics, combining marks
    (0x370, 0x58F),  # Greek, Cyrillic, Armenian
    (0x590, 0x8FF),  # right to left
    (0x900, 0x10FF),  # India, Georgia
    (0x1100, 0x11FF),
    (0x1C80, 0x1CBF),  # capitals of Georgian, Cyrillic variants
    (0x1E00, 0x1FFF),
    (0x2000, 0x206F),  # spaces, marks of direction, zero widths
    (0x2070, 0x24FF),
    (0x2C60, 0x2DFF),
    (0x3000, 0x30FF),
    (0x4E00, 0x4FFF),
    (0xA640, 0xA7FF),
    (0xD800, 0xDFFF),  # halves of surrogate pairs
    (0xE000, 0xE0FF),
    (0xFB00, 0xFB4F),  # ligatures
    (0xFE00, 0xFFFF),
    (0x1D400, 0x1D7FF),  # mathematical letters and digits
    (0x1F100, 0x1F1FF),
    (0x1F300, 0x1FAFF),
    (0xE0000, 0xE01EF),
    (0x10FF00, 0x10FFFF),
]
GENANTS = [
    *"ıİſßẞŉǰΐﬁﬃœŒÆæøłđð’`´·•€№",
    "e\u0301",
    "\u0301",
    "\u200b",
    "\u200d",
    "\ufeff",
    "\u00ad",
]
GENANTS += [
    "0\ufe0f\u20e3",
    "\u202e",
    "\u2028",
    "\x85",
    "\x00",
    "\x1f",
    "\x7f",
    "ﷺ",
    "㎏",
    "½",
    "⑴",
]
BOUTS = [
    "06",
    "12",
    "zéro",
    "six",
    "quatre-vingt",
    "dix",
    "et",
    "cent",
    "mille",
    "+33",
    "0033",
    "@",
]
BOUTS += ["caf", "mdp :", "né(e) le", "12/03/85", "FR76", "1 85 05 2A", "Mme", "M.", "de", "chez"]
BOUTS += ["Rose", "pierre", "MAMADOU", "nguyễn", "constructor", "__proto__", "gmail point com"]
BOUTS += ["aujourd’hui", "l'", "rue", "saint", "bidule", "BLOSNE", "sarah bernhardt", "(arobase)"]


def brouiller(graine: int, combien: int) -> list[str]:
    """`combien` texts, the same ones for a seed, as JSON carries them."""
    hasard = Random(graine)
    notes = _notes()
    facons = [_signes, _bouts, _note_abimee, _mots, _dictee]
    return [_tel_que_porte(hasard.choice(facons)(hasard, notes)) for _ in range(combien)]


def _notes() -> list[str]:
    parts = [(nettes(part), [*numeros(part), *personnes(part)]) for part in PARTS]
    autres = [*lignes("identifiants.txt"), *lignes("chiffres.txt")]
    return autres + [note for sans, avec in parts for note in [*sans, *(un.texte for un in avec)]]


def _signes(hasard: Random, notes: list[str]) -> str:
    return "".join(_signe(hasard) for _ in range(hasard.randrange(80)))


def _signe(hasard: Random) -> str:
    if hasard.random() < 0.2:
        return hasard.choice(GENANTS)
    return chr(hasard.randint(*hasard.choice(PLAGES)))


def _bouts(hasard: Random, notes: list[str]) -> str:
    liens = [" ", "", "-", "'", ", ", ".", "\n", "\u202f", "\u200b", "  "]
    tires = [hasard.choice([hasard.choice(BOUTS), str(hasard.randrange(10**8))]) for _ in range(15)]
    return "".join(bout + hasard.choice(liens) for bout in tires)


def _dictee(hasard: Random, notes: list[str]) -> str:
    nombres = [*json_de("regles")["nombres"], "zéro", "et", "06", "7", "O6"]
    liens = [" ", " ", " ", "-", ", ", "\u200b ", " - "]
    return "".join(
        hasard.choice(nombres) + hasard.choice(liens) for _ in range(hasard.randrange(4, 24))
    )


def _mots(hasard: Random, notes: list[str]) -> str:
    """Words that the rules look at, in any order and any case, with an accent now and then."""
    casses: list[Callable[[str], str]] = [str, str, str.title, str.upper]
    liens = [" ", " ", " ", "-", "'", ". ", ", ", " 3 "]
    texte = ""
    for _ in range(hasard.randrange(2, 14)):
        mot = hasard.choice(casses)(hasard.choice(hasard.choice(_familles())))
        if hasard.random() < 0.15:
            mot = mot.replace("e", "é").replace("a", "à")
        texte += mot + hasard.choice(liens)
    return texte


@cache
def _familles() -> list[list[str]]:
    """The words of each context and each list, each as likely as another."""
    vocabulaire, regles = json_de("vocabulaire"), json_de("regles")
    familles = [*regles["contextes"].values(), *regles["mots_sensibles"].values()]
    familles += [vocabulaire["ambigus"], vocabulaire["noms"], vocabulaire["courts"]]
    familles += vocabulaire["metier"].values()
    prenoms = sorted(lexique().femmes | lexique().hommes)
    lues = [sorted(une if isinstance(une, dict) else ensemble(une)) for une in familles]
    return [*lues, prenoms, BOUTS]


def _note_abimee(hasard: Random, notes: list[str]) -> str:
    """A note, its case changed, with signs that come in, go out, or take a place."""
    casses: list[Callable[[str], str]] = [str, str.upper, str.lower, str.title, str.swapcase]
    note = list(hasard.choice(casses)(hasard.choice(notes) + " " + hasard.choice(notes)))
    for _ in range(hasard.randrange(12)):
        place = hasard.randrange(len(note))
        note[place : place + hasard.randrange(2)] = [_signe(hasard), hasard.choice(BOUTS)][
            : hasard.randrange(3)
        ]
    return "".join(note)


def _tel_que_porte(texte: str) -> str:
    """Two halves of a pair that meet make one character."""
    porte: str = json.loads(json.dumps(texte))
    return porte
