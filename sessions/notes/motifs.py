"""What has the shape of an identifier: the patterns of static/notes/regles.json.

`static/js/notes/motifs.js` does the same. A pattern has two groups that touch: what stands before,
and what is found.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sessions.notes.controles import CONTROLES
from sessions.notes.dictee import dictes
from sessions.notes.lecture import Lecture
from sessions.notes.listes import json_de
from sessions.notes.nombres import en_chiffres


@dataclass(frozen=True)
class Trouve:
    """A stretch of what is read, the rule that found it, and what to write instead."""

    debut: int
    fin: int
    regle: str
    bloque: bool
    proposition: str


def chercher(lecture: Lecture) -> Iterator[Trouve]:
    """Every stretch of an identifier's shape; two may overlap, the first rule being the surer."""
    chiffres = en_chiffres(lecture.texte)
    textes = {"texte": lecture.texte, "casse": lecture.casse, "chiffres": chiffres.texte}
    propositions = json_de("regles")["propositions"]
    for debut, fin, regle in dictes(lecture.texte):
        yield Trouve(debut, fin, regle, True, propositions[regle])
    for motif, compile_ in _motifs():
        sur, regle = motif["sur"], motif["regle"]
        for debut, fin in _tous(compile_, textes[sur], motif["controle"]):
            if sur == "chiffres":
                debut, fin = chiffres.debuts[debut], chiffres.fins[fin - 1]
            yield Trouve(debut, fin, regle, motif["bloque"], propositions[regle])


def _tous(compile_: re.Pattern[str], texte: str, controle: str | None) -> Iterator[tuple[int, int]]:
    """What a control refuses is looked into again, one character further."""
    ici = 0
    while trouve := compile_.search(texte, ici):
        debut, fin = trouve.span(2)
        gardes = CONTROLES[controle](texte[debut:fin]) if controle else fin - debut
        if gardes:
            yield debut, debut + gardes
            ici = debut + gardes
        else:
            ici = max(debut, ici + 1)


@cache
def _motifs() -> list[tuple[dict, re.Pattern[str]]]:
    regles = json_de("regles")
    trouves = []
    for motif in regles["motifs"]:
        texte = motif["motif"]
        for nom, fragment in regles["fragments"].items():
            texte = texte.replace(f"<{nom}>", fragment)
        trouves.append((motif, re.compile(texte)))
    return trouves
