"""Periods of statistics: the trimestre, written 2026-T3, and any span of days."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.dates import MONTHS

FORME = re.compile(r"([0-9]{4})-T([1-4])")
ANNEE = re.compile(r"[0-9]{4}")
INSECABLE = "\u00a0"
UN_JOUR = timedelta(days=1)
# A day typed wrong must not reach the ends of the calendar, where periods cannot be counted.
PREMIER_JOUR, DERNIER_JOUR = date(2000, 1, 1), date(2100, 12, 31)
BORNES = [
    MinValueValidator(PREMIER_JOUR, "Choisir un jour depuis l’an 2000."),
    MaxValueValidator(DERNIER_JOUR, "Choisir un jour avant 2101."),
]


def _ordinal(rang: int) -> str:
    return "1er" if rang == 1 else f"{rang}e"


@dataclass(frozen=True, slots=True, order=True)
class Trimestre:
    """A quarter of the year; trimestres compare in the order of time."""

    annee: int
    rang: int

    def __post_init__(self) -> None:
        if not (1 <= self.annee <= 9998 and 1 <= self.rang <= 4):
            raise ValueError(f"{self.annee}-T{self.rang} n’est pas un trimestre.")

    @classmethod
    def du_jour(cls, jour: date) -> "Trimestre":
        return cls(jour.year, (jour.month + 2) // 3)

    @classmethod
    def lire(cls, texte: str) -> "Trimestre":
        """The trimestre written « 2026-T3 »; ValueError, with a French sentence, otherwise."""
        if not (forme := FORME.fullmatch(texte)):
            raise ValueError(f"« {texte} » n’est pas un trimestre : écrire par exemple 2026-T3.")
        return cls(int(forme[1]), int(forme[2]))

    def __str__(self) -> str:
        return f"{self.annee:04d}-T{self.rang}"

    @property
    def du(self) -> date:
        return date(self.annee, 3 * self.rang - 2, 1)

    @property
    def au(self) -> date:
        return self.suivant().du - UN_JOUR

    @property
    def libelle(self) -> str:
        return f"{_ordinal(self.rang)}{INSECABLE}trimestre {self.annee}"

    def suivant(self) -> "Trimestre":
        return self._decale(1)

    def precedent(self, nombre: int = 1) -> "Trimestre":
        """The trimestre `nombre` before this one."""
        return self._decale(-nombre)

    def _decale(self, nombre: int) -> "Trimestre":
        annee, reste = divmod(4 * self.annee + self.rang - 1 + nombre, 4)
        return Trimestre(annee, reste + 1)


@dataclass(frozen=True, slots=True)
class Periode:
    """Days from `du` to `au`, both included."""

    du: date
    au: date

    def __post_init__(self) -> None:
        if self.au < self.du:
            raise ValueError("La fin de la période vient après son début.")

    @classmethod
    def de(cls, premier: Trimestre, dernier: Trimestre | None = None) -> "Periode":
        """One trimestre, or all those from the first to the last."""
        return cls(premier.du, (dernier or premier).au)

    @classmethod
    def lire(cls, debut: str, fin: str = "") -> "Periode":
        """The period written « 2026 », « 2026-T3 », or from one trimestre to another."""
        if ANNEE.fullmatch(debut):
            return cls.de(Trimestre(int(debut), 1), Trimestre(int(debut), 4))
        return cls.de(Trimestre.lire(debut), Trimestre.lire(fin or debut))

    @property
    def precedente(self) -> "Periode":
        """The one of the same length that ends the day before; whole trimestres stay whole."""
        if self.entiere:
            trimestres = self.trimestres()
            nombre = len(trimestres)
            return Periode.de(trimestres[0].precedent(nombre), trimestres[-1].precedent(nombre))
        return Periode(self.du - (self.au - self.du) - UN_JOUR, self.du - UN_JOUR)

    @property
    def un_an_avant(self) -> "Periode":
        """The same days of the year before; the 29th of February becomes the 28th."""
        if self.entiere:
            trimestres = self.trimestres()
            return Periode.de(trimestres[0].precedent(4), trimestres[-1].precedent(4))
        return Periode(_un_an_avant(self.du), _un_an_avant(self.au))

    @property
    def entiere(self) -> bool:
        """Whether it is made of whole trimestres."""
        trimestres = self.trimestres()
        return (self.du, self.au) == (trimestres[0].du, trimestres[-1].au)

    def trimestres(self) -> list[Trimestre]:
        """The trimestres the period touches, in order, whole or not."""
        return list(self._trimestres())

    def _trimestres(self) -> Iterator[Trimestre]:
        trimestre, dernier = Trimestre.du_jour(self.du), Trimestre.du_jour(self.au)
        while trimestre <= dernier:
            yield trimestre
            trimestre = trimestre.suivant()

    def mois(self) -> list["Periode"]:
        """The calendar months the period touches, in order, whole or not."""
        premier, tous = self.du.replace(day=1), []
        while premier <= self.au:
            suivant = (premier + timedelta(days=32)).replace(day=1)
            tous.append(Periode(premier, suivant - UN_JOUR))
            premier = suivant
        return tous

    @property
    def libelle(self) -> str:
        """« 3e trimestre 2026 », « année 2025 », « 3 juillet au 12 août 2026 »…"""
        premier, dernier = Trimestre.du_jour(self.du), Trimestre.du_jour(self.au)
        if (self.du, self.au) != (premier.du, dernier.au):
            return self._libelle_en_jours()
        if premier == dernier:
            return premier.libelle
        if premier.annee != dernier.annee:
            return f"{premier.libelle} au {dernier.libelle}"
        if (premier.rang, dernier.rang) == (1, 4):
            return f"année{INSECABLE}{premier.annee}"
        return f"{_ordinal(premier.rang)} au {dernier.libelle}"

    def _libelle_en_jours(self) -> str:
        if self.du == self.au:
            return f"{_jour(self.du)} {self.du.year}"
        if self.du.year != self.au.year:
            return f"{_jour(self.du)} {self.du.year} au {_jour(self.au)} {self.au.year}"
        return f"{_jour(self.du)} au {_jour(self.au)} {self.au.year}"


def _un_an_avant(jour: date) -> date:
    if (jour.month, jour.day) == (2, 29):
        jour -= UN_JOUR
    return jour.replace(year=jour.year - 1)


def _jour(jour: date) -> str:
    quantieme = "1er" if jour.day == 1 else str(jour.day)
    return f"{quantieme}{INSECABLE}{MONTHS[jour.month]}"
