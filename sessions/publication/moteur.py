"""The disclosure engine: from the exact count of a cell to what may be published of it.

Pure: no database, no clock, no chance. The same records under the same key always give the
same value, in every table and on every machine, so that asking again teaches nothing.

Sources:

- the key of a cell is the sum of the keys of its records: Fraser and Wooton, "A proposed
  method for confidentialising tabular output to protect against differencing" (UNECE, 2005),
  as the Australian Bureau of Statistics (TableBuilder) and the Office for National
  Statistics (Census 2021) use it;
- the table of perturbations has the greatest entropy of those on the integers -8…8 with
  mean 0 and variance 8: Marley and Leaver, "A method for confidentialising user-defined
  tables" (ISI, 2011);
- two independent draws from a key, a closed catalogue and frozen publications answer the
  averaging attack of Asghar and Kaafar, "Averaging attacks on bounded noise-based disclosure
  control algorithms" (PoPETs, 2020);
- nothing is shown under 11: the threshold of Insee and of the CASD for counts of persons.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from hashlib import sha256
from hmac import digest
from typing import Self
from uuid import UUID

MODULO = 2**32
LONGUEUR_DE_LA_CLE = 32

AMPLITUDE = 8
VARIANCE = 8
# Cumulated chances of a noise of -8, -7, … 8, out of 2**32. Recomputed by a test.
CUMULS = (
    *(12298679, 42872393, 110186481, 241446290, 468132764, 814859618, 1284556189, 1848083975),
    *(2446883321, 3010411107, 3480107678, 3826834532, 4053521006, 4184780815, 4252094903),
    *(4282668617, 4294967296),
)

SEUIL = 11
PLEIN = 16
PAS = 5
PLANCHER = 10

# Beyond these shares of a parent, a cell tells what nearly everybody in it is, or is not.
PART_ECRASANTE = 90
PART_INFIME, PETIT_PARENT = 10, 50

# Under the first a share would tell more than its counts; under the second, to the point.
DENOMINATEUR, DENOMINATEUR_FIN = 50, 200


class CleFaible(ValueError):
    """The key of publication is too short, or has too little in it, to protect anybody."""


@dataclass(frozen=True, slots=True)
class Compte:
    """The exact count of a cell, and the sum of the keys of its records modulo 2**32."""

    nombre: int = 0
    cle: int = 0

    def __add__(self, autre: "Compte") -> "Compte":
        """Over two sets of records that have none in common."""
        return Compte(self.nombre + autre.nombre, (self.cle + autre.cle) % MODULO)


@dataclass(frozen=True, slots=True)
class Moteur:
    """The engine under one secret key, of 32 bytes at least."""

    cle: bytes

    def __post_init__(self) -> None:
        if len(self.cle) < LONGUEUR_DE_LA_CLE or len(set(self.cle)) < LONGUEUR_DE_LA_CLE // 3:
            raise CleFaible(
                f"La clé de publication compte {len(self.cle)} octets, trop peu ou trop semblables"
                f" : en tirer une au hasard, de {LONGUEUR_DE_LA_CLE} octets au moins."
            )

    @property
    def empreinte(self) -> str:
        """What tells two keys apart without telling either: 64 hexadecimal digits."""
        return sha256(digest(self.cle, b"empreinte", "sha256")).hexdigest()

    def cle_de(self, identifiant: UUID) -> int:
        """The key of one record, under 2**32."""
        return self._tirage(identifiant.bytes)

    def compte(self, identifiants: Iterable[UUID]) -> Compte:
        """The count of the cell that holds these records, each once."""
        cles = [self.cle_de(un) for un in set(identifiants)]
        return Compte(len(cles), sum(cles) % MODULO)

    def bruit(self, compte: Compte) -> int:
        """The noise of this cell, from -8 to 8."""
        tirage = self._tirage(b"bruit" + compte.cle.to_bytes(4, "big"))
        return bisect_right(CUMULS, tirage) - AMPLITUDE

    def montre(self, compte: Compte) -> bool:
        """Whether its size lets this cell be shown: never under 11, more and more up to 16."""
        if compte.nombre < SEUIL or compte.nombre >= PLEIN:
            return compte.nombre >= PLEIN
        rampe = self._tirage(b"rampe" + compte.cle.to_bytes(4, "big"))
        return rampe * (PLEIN - PLANCHER) < (compte.nombre - PLANCHER) * MODULO

    def publier(self, compte: Compte, parents: Collection[Compte] = ()) -> int | None:
        """The value to publish, a multiple of 5 from 10 up; None when the cell is hidden.

        `parents` are the counts of the named cells that hold this one. Under a parent too small
        to be shown nothing is: of a parent of 11 to 15 a part of 11 would leave nearly no choice.
        """
        if not all(self.montre(un) for un in (compte, *parents)):
            return None
        if any(trahit(compte, parent) for parent in parents):
            return None
        return max(PLANCHER, arrondir(compte.nombre + self.bruit(compte)))

    def _tirage(self, message: bytes) -> int:
        return int.from_bytes(digest(self.cle, message, "sha256")[:4], "big")

    @classmethod
    def de_texte(cls, texte: str) -> Self:
        """The engine of the key written in a setting, in hexadecimal digits or as any text."""
        try:
            return cls(bytes.fromhex(texte))
        except ValueError as erreur:
            if isinstance(erreur, CleFaible):
                raise
            return cls(texte.encode())


def arrondir(nombre: int) -> int:
    """The nearest multiple of 5; no whole number is as far from two of them."""
    return PAS * ((nombre + PAS // 2) // PAS)


def trahit(compte: Compte, parent: Compte) -> bool:
    """Whether, of a parent, this cell is nearly all, or nearly nothing of a small one."""
    part = 100 * compte.nombre
    if part > PART_ECRASANTE * parent.nombre:
        return True
    return parent.nombre < PETIT_PARENT and part < PART_INFIME * parent.nombre


def pourcentage(valeur: int | None, sur: int | None) -> int | None:
    """The share of two published values, in points; None when it may not be told.

    Under 50 there is none; under 200 it is rounded to 5 points. The noise of both may carry
    it over the whole: it is then the whole.
    """
    if valeur is None or sur is None or sur < DENOMINATEUR:
        return None
    points = min(100, (200 * valeur + sur) // (2 * sur))
    return points if sur >= DENOMINATEUR_FIN else arrondir(points)
