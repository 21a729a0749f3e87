"""The words that are known: French forms, the trade's, first names.

`static/js/notes/lexique.js` does the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from sessions.notes.listes import DOSSIER, ensemble, json_de

BASE, PREMIER, SECOND = 0x01000193, 0x811C9DC5, 0x9747B28C

# The shortest word where a slip is read through (then of two letters), the longest; the letters
# that French doubles.
FAUTE, ECHANGE, LONG = 7, 9, 25
DOUBLEES = "bcdfglmnprst"


@dataclass(frozen=True)
class Filtre:
    """A Bloom filter of words of ASCII letters: one byte for the number of draws, then the bits."""

    tirages: int
    bits: bytes | bytearray

    @classmethod
    def de(cls, mots: Iterable[str], taille: int, tirages: int) -> "Filtre":
        filtre = cls(tirages, bytearray(taille))
        for mot in mots:
            for rang in filtre._rangs(mot):
                filtre.bits[rang >> 3] |= 1 << (rang & 7)  # type: ignore[index]
        return filtre

    @classmethod
    def lu(cls, octets: bytes) -> "Filtre":
        return cls(octets[0], octets[1:])

    def octets(self) -> bytes:
        return bytes([self.tirages]) + bytes(self.bits)

    def __contains__(self, mot: str) -> bool:
        return all(self.bits[rang >> 3] & (1 << (rang & 7)) for rang in self._rangs(mot))

    def _rangs(self, mot: str) -> list[int]:
        """Double hashing of two FNV-1a of 32 bits."""
        un, pas = _fnv(mot, PREMIER), _fnv(mot, SECOND) | 1
        combien = len(self.bits) * 8
        return [((un + rang * pas) & 0xFFFFFFFF) % combien for rang in range(self.tirages)]


def _fnv(mot: str, depart: int) -> int:
    hache = depart
    for octet in mot.encode("ascii"):
        hache = ((hache ^ octet) * BASE) & 0xFFFFFFFF
    # FNV alone leaves the last letters in the low bits: mixed once more.
    hache = ((hache ^ (hache >> 15)) * 0x2C1B3C6D) & 0xFFFFFFFF
    return hache ^ (hache >> 13)


@dataclass(frozen=True)
class Lexique:
    formes: Filtre
    # The short words of French, which its dictionaries drown among rarer ones; the trade's.
    courts: frozenset[str]
    metier: frozenset[str]
    sigles: frozenset[str]
    # Words of the dictionary that are first of all names: yang, sahraoui.
    noms: frozenset[str]
    # First names that are words too: rose, pierre.
    ambigus: frozenset[str]
    femmes: frozenset[str]
    hommes: frozenset[str]
    # Family names that are words: petit, boulanger.
    familles: frozenset[str]

    def courant(self, mot: str) -> bool:
        """In the French dictionary."""
        if len(mot) <= 3:
            return mot in self.courts
        return mot not in self.noms and mot in self.formes

    def connu(self, mot: str) -> bool:
        return mot in self.metier or self.courant(mot)

    def faute(self, mot: str) -> bool:
        """A slip: one letter doubled or not (dificulte), two that changed places.

        Other slips would ask for so many words that the filter would say yes to names.
        """
        return FAUTE <= len(mot) <= LONG and any(self.courant(un) for un in _sans_faute(mot))

    def prenom(self, mot: str) -> bool:
        return mot in self.femmes or mot in self.hommes

    def sigle_et_prenom(self, mot: str) -> bool:
        """ADA is an allowance, Ada a woman."""
        return mot in self.sigles and self.prenom(mot)


def _sans_faute(mot: str) -> Iterable[str]:
    for rang, lettre in enumerate(mot):
        if lettre in DOUBLEES:
            yield mot[:rang] + lettre + mot[rang:]
        if rang and mot[rang - 1] == lettre:
            yield mot[:rang] + mot[rang + 1 :]
        elif rang and len(mot) >= ECHANGE:
            yield mot[: rang - 1] + lettre + mot[rang - 1] + mot[rang + 1 :]


@cache
def lexique() -> Lexique:
    femmes, hommes, familles = (DOSSIER / "prenoms.txt").read_text(encoding="ascii").splitlines()
    mots = json_de("vocabulaire")
    return Lexique(
        Filtre.lu((DOSSIER / "formes.bin").read_bytes()),
        ensemble(mots["courts"]),
        ensemble(*mots["metier"].values()),
        ensemble(mots["metier"]["sigles"]),
        ensemble(mots["noms"]),
        ensemble(mots["ambigus"]),
        frozenset(_decoder(femmes)),
        frozenset(_decoder(hommes)),
        frozenset(_decoder(familles)) - ensemble(mots["pas_des_noms"]),
    )


def _decoder(code: str) -> Iterable[str]:
    """Front-coded words: a capital says how many letters are those of the word before."""
    debuts = [place for place, signe in enumerate(code) if "A" <= signe <= "Z"]
    mot = ""
    for debut, fin in pairwise([*debuts, len(code)]):
        mot = mot[: ord(code[debut]) - ord("A")] + code[debut + 1 : fin]
        yield mot
