"""The corpus: notes written for the tests, where what identifies stands between ⟦ and ⟧.

`reglage` served to choose words and rules; `temoin`, written beforehand, was looked at only in
figures; `neuf` was written once rules and words were chosen. Names were drawn by hand; they are
those of nobody in particular.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from sessions.notes.detecteur import Examen, Propres, examiner

DOSSIER = Path(__file__).parent / "textes"
ENCADRES = ("reglage", "temoin")
PARTS = (*ENCADRES, "neuf")
CASSES = {"titre": str, "haut": str.upper, "bas": str.lower}
MARQUE = re.compile("⟦(.*?)⟧", re.DOTALL)
# Where each name of noms.txt is put: notes that say nothing else of a person.
CADRES = (
    "⟦{}⟧ a perdu sa carte vitale",
    "vu ⟦{}⟧ hier soir au pied de la tour",
    "dossier de ⟦{}⟧ bloqué depuis mars",
    "mme ⟦{}⟧ attend sa réponse",
    "⟦{}⟧, 3 enfants, hébergée chez un ami",
    "on nous dit que ⟦{}⟧ est parti",
)


@dataclass(frozen=True)
class Annote:
    """A note, what it is of (a rule, a population), and where what identifies stands."""

    genre: str
    texte: str
    debut: int = 0
    fin: int = 0

    @property
    def identifiant(self) -> str:
        return self.texte[self.debut : self.fin]

    def examiner(self) -> Examen:
        return examiner(self.texte, propres())

    def trouve(self, *, bloque: bool = False) -> bool:
        """Marked at least in part; blocked, if asked."""
        return any(
            un.debut < self.fin and self.debut < un.fin and (un.bloque or not bloque)
            for un in self.examiner().reperes
        )

    def en(self, casse: str) -> "Annote":
        """The same, the name alone in another case."""
        ecrit = CASSES[casse](self.identifiant)
        texte = self.texte[: self.debut] + ecrit + self.texte[self.fin :]
        return replace(self, texte=texte, fin=self.debut + len(ecrit))

    def en_capitales(self) -> "Annote":
        """The whole note in capitals: there, they say nothing."""
        debut = len(self.texte[: self.debut].upper())
        fin = debut + len(self.identifiant.upper())
        return replace(self, texte=self.texte.upper(), debut=debut, fin=fin)


@cache
def propres() -> Propres:
    return Propres(noms=tuple(lignes("quartiers.txt")))


def nettes(part: str) -> list[str]:
    """Notes that give nobody away."""
    return lignes(f"{part}/propres.txt")


def numeros(part: str) -> Iterator[Annote]:
    return map(_annote, lignes(f"{part}/numeros.txt"))


def personnes(part: str) -> Iterator[Annote]:
    """By population: notes written one by one, then each name of noms.txt in each frame."""
    yield from map(_annote, lignes(f"{part}/personnes.txt"))
    if part not in ENCADRES:
        return
    for ligne in lignes("noms.txt"):
        population, noms = ligne.split("\t")
        for nom in noms.split()[ENCADRES.index(part) :: len(ENCADRES)]:
            for cadre in CADRES:
                yield _annote(f"{population}\t{cadre.format(nom.replace('_', ' '))}")


def noms() -> Iterator[tuple[str, str]]:
    """(population, name), one word at a time."""
    for part in PARTS:
        for note in personnes(part):
            for mot in re.split(r"[\s'’-]+", note.identifiant):
                yield note.genre, mot


def _annote(ligne: str) -> Annote:
    genre, brut = ligne.split("\t", 1)
    brut = brut.replace("\\n", "\n")
    trouve = MARQUE.search(brut)
    assert trouve, ligne
    debut, fin = trouve.start(), trouve.end() - 2
    return Annote(genre, MARQUE.sub(r"\1", brut), debut, fin)


@cache
def lignes(nom: str) -> list[str]:
    return (DOSSIER / nom).read_text(encoding="utf-8").splitlines()
