"""The words of a note, as they are written, and those that the équipe writes every day.

`static/js/notes/mots.js` does the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sessions.notes.lecture import LETTRE, SIGNE, Lecture, lire
from sessions.notes.lexique import Lexique, lexique
from sessions.notes.listes import ensemble, json_de

MOT = re.compile(f"[A-Za-z0-9{LETTRE}]+")
CHIFFRE = re.compile("[0-9]")
# After one of these, a capital says nothing.
DEBUT_DE_PHRASE = re.compile(f'[.!?:;\\n"()*{SIGNE}]|^ ?- | - ')
TOUT_EN_CAPITALES = 2
BAS, TITRE, HAUT = "bas", "titre", "haut"


@dataclass(frozen=True)
class Propres:
    """What the équipe writes every day and names nobody: neither marked, nor looked into.

    `noms`: its quartiers, lieux, streets and partners; `mots`: its mots courants.
    """

    noms: tuple[str, ...] = ()
    mots: tuple[str, ...] = ()


SANS = Propres()


@dataclass(frozen=True)
class Mot:
    """One word: `texte` in lower case, what stands between it and the one before (`avant`)."""

    texte: str
    debut: int
    fin: int
    casse: str
    avant: str
    initial: bool
    chiffre: bool
    accent: bool

    @property
    def suit(self) -> bool:
        """Next to the word before, as in a name: « Jean Le Goff », « Jean-Marc », « N'Guyen »."""
        return self.avant in {" ", "-", "'"}


def mots(lecture: Lecture) -> list[Mot]:
    trouves: list[Mot] = []
    fin = 0
    for trouve in MOT.finditer(lecture.casse):
        debut, ecrit, avant = trouve.start(), trouve.group(), lecture.casse[fin : trouve.start()]
        fin = trouve.end()
        initial = not trouves or DEBUT_DE_PHRASE.search(avant) is not None
        texte = lecture.texte[debut:fin]
        chiffre = CHIFFRE.search(ecrit) is not None
        accent = any(lecture.plies[debut:fin])
        trouves.append(Mot(texte, debut, fin, _casse(ecrit), avant, initial, chiffre, accent))
    return trouves


def _casse(ecrit: str) -> str:
    if not "A" <= ecrit[0] <= "Z":
        return BAS
    return HAUT if len(ecrit) > 1 and all("A" <= signe <= "Z" for signe in ecrit) else TITRE


def en_capitales(les_mots: list[Mot]) -> bool:
    """A note all in capitals: there, they say nothing."""
    hauts = sum(mot.casse == HAUT for mot in les_mots)
    return hauts > TOUT_EN_CAPITALES * (len(les_mots) - hauts)


def masques(les_mots: list[Mot], propres: Propres) -> set[int]:
    """The ranks of the words that the équipe's own names and mots courants account for."""
    suites, seuls = _propres(propres)
    trouves = set()
    for rang, mot in enumerate(les_mots):
        if mot.texte in seuls:
            trouves.add(rang)
        for suite in suites.get(mot.texte, ()):
            ici = tuple(un.texte for un in les_mots[rang : rang + len(suite)])
            if ici == suite:
                trouves.update(range(rang, rang + len(suite)))
    return trouves


@lru_cache(maxsize=16)
def _propres(propres: Propres) -> tuple[dict[str, list[tuple[str, ...]]], frozenset[str]]:
    """Names by their first word, and what is masked wherever it stands alone."""
    connus, articles = lexique(), ensemble(json_de("regles")["contextes"]["liens_de_lieu"])
    suites: dict[str, list[tuple[str, ...]]] = {}
    seuls: set[str] = set()
    for mot in propres.mots:
        seuls.update(_textes(mot))
    for nom in (*json_de("vocabulaire")["noms_de_lieux"], *propres.noms):
        for suite in _parties(nom):
            while suite and suite[0] in articles:
                suite = suite[1:]
            if len(suite) > 1:
                suites.setdefault(suite[0], []).append(suite)
                seuls.update(mot for mot in suite if _rare(mot, connus))
            elif suite and not connus.prenom(suite[0]):
                seuls.add(suite[0])
    return suites, frozenset(seuls)


def _parties(nom: str) -> list[tuple[str, ...]]:
    """« Villejean – Beauregard » is a quartier of two names, each said alone."""
    parties: list[list[str]] = []
    for mot in mots(lire(nom)):
        if not parties or not mot.suit:
            parties.append([])
        parties[-1].append(mot.texte)
    return [tuple(une) for une in parties]


def _rare(mot: str, connus: Lexique) -> bool:
    """Long enough, and no first name: « Blosne » alone is the quartier."""
    return len(mot) > 3 and not connus.prenom(mot) and not connus.connu(mot)


def _textes(nom: str) -> tuple[str, ...]:
    return tuple(mot.texte for mot in mots(lire(nom)))


def voisins(les_mots: list[Mot]) -> Iterator[tuple[Mot | None, Mot, Mot | None]]:
    """Each word between the one before and the one after."""
    for rang, mot in enumerate(les_mots):
        avant = les_mots[rang - 1] if rang else None
        yield avant, mot, les_mots[rang + 1] if rang + 1 < len(les_mots) else None
