"""A row of a spreadsheet: which columns, in which order, how a value is read and written.

The template to download and what is read from a file come from the same resource. Its rows are
written by `plan` and `services` in bulk: one by one, as a resource does by itself, a season
takes minutes.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from import_export import resources, widgets
from import_export.fields import Field

from sessions.nomenclatures.listes import NON_RENSEIGNE, libelles
from sessions.transferts import champs
from sessions.transferts.champs import CHAMPS, Champ, cle

ENTRE_VALEURS = re.compile(r"[\n;|]")
ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:[T ].*)?")
A_LA_FRANCAISE = re.compile(r"(\d\d?)[/.\-](\d\d?)[/.\-](\d{4}|\d\d)(?: .*)?")
# Folded: « sam. 10 oct. 2026 », « 1er août 2026 ».
EN_LETTRES = re.compile(r"(?:[a-z]+ )?(\d\d?)(?:er)? ([a-z]{3,}) (\d{4}|\d\d)")
HEURE = re.compile(r"(?:.*T)?(\d\d?)\s*[:hH]\s*(\d\d)?(?::\d\d(?:\.\d+)?)?")
MINUTES = re.compile(r"(\d+)\s*(?:min|mn|minutes?|')?\.?")
HEURES_ET_MINUTES = re.compile(r"(\d+)\s*h(?:eures?)?\s*(\d+)?\s*(?:min|mn)?")
# The day that a spreadsheet counts from, and the days it may be asked for.
JOUR_ZERO, JOURS = date(1899, 12, 30), range(20_000, 80_000)
QUART = 15
MOIS = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin"),
    *("juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
)


class Illisible(ValueError):
    """A cell that says nothing we can read: its row is refused, with this sentence."""


class Inconnue(ValueError):
    """A value of no list: it is to be matched by hand."""


class Valeur(widgets.Widget):
    """A value of a list by its label or its code; a blank cell is None.

    `par_cle`: the code of each label, folded.
    """

    def __init__(self, noms: Mapping[str, str], par_cle: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.noms = noms
        self.par_cle = {
            **{cle(nom): code for code, nom in noms.items()},
            **{cle(code): code for code in noms},
            **(par_cle or {}),
        }

    def morceaux(self, value: Any) -> list[str]:
        """What a cell holds, each once. An old export puts several persons in one cell."""
        texte = str(value).strip()
        lus = [un.strip() for un in texte.split("\n")] if "\n" in texte else [texte]
        return list(dict.fromkeys(un for un in lus if un and un != "-"))

    def un(self, texte: str) -> str:
        """The code of one value. Raises Inconnue."""
        if (code := self.par_cle.get(cle(texte))) is None:
            raise Inconnue(texte)
        return code

    def reunir(self, codes: list[str]) -> Any:
        """Of several persons, nothing is said of « the person »."""
        if not codes:
            return None
        return codes[0] if len(set(codes)) == 1 else NON_RENSEIGNE

    def clean(self, value: Any, row: Any = None, **options: Any) -> Any:
        return self.reunir([self.un(un) for un in self.morceaux(value)])

    def render(self, value: Any, obj: Any = None, **options: Any) -> str:
        return self.noms.get(str(value), "") if value not in (None, "") else ""


class Valeurs(Valeur):
    """Several values of a list: a tuple of codes, in order, each once.

    `sous_entendus`: labels, folded, that add nothing to another.
    """

    def __init__(
        self,
        noms: Mapping[str, str],
        par_cle: Mapping[str, str] | None = None,
        sous_entendus: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(noms, par_cle)
        self.sous_entendus = sous_entendus

    def morceaux(self, value: Any) -> list[str]:
        if not ENTRE_VALEURS.search(texte := str(value)):
            return super().morceaux(texte)
        lus = [un.strip() for un in ENTRE_VALEURS.split(texte)]
        gardes = list(dict.fromkeys(un for un in lus if un and un != "-"))
        return [un for un in gardes if cle(un) not in self.sous_entendus] or gardes[:1]

    def reunir(self, codes: list[str]) -> Any:
        return tuple(dict.fromkeys(codes))

    def render(self, value: Any, obj: Any = None, **options: Any) -> str:
        return "; ".join(self.noms.get(str(un), "") for un in value or ())


class Comptee(Valeur):
    """A list of brackets: a number falls in one of them."""

    def __init__(
        self,
        noms: Mapping[str, str],
        par_cle: Mapping[str, str],
        *,
        nombre: Callable[[str], int | None],
        tranche: Callable[[int], str],
    ) -> None:
        super().__init__(noms, par_cle)
        self.nombre, self.tranche = nombre, tranche

    def un(self, texte: str) -> str:
        try:
            return super().un(texte)
        except Inconnue:
            if (compte := self.nombre(texte)) is None:
                raise
            return self.tranche(compte)


class Jour(widgets.Widget):
    """A day, however a French spreadsheet writes it; a blank cell is None."""

    def clean(self, value: Any, row: Any = None, **options: Any) -> date | None:
        if value in (None, ""):
            return None
        try:
            if isinstance(value, int | float) and int(value) in JOURS:
                return JOUR_ZERO + timedelta(days=int(value))
            if lu := ISO.fullmatch(str(value)):
                return date(int(lu[1]), int(lu[2]), int(lu[3]))
            if lu := A_LA_FRANCAISE.fullmatch(str(value)):
                return date(_annee(lu[3]), int(lu[2]), int(lu[1]))
            if lu := EN_LETTRES.fullmatch(cle(str(value))):
                return date(_annee(lu[3]), _mois(lu[2]), int(lu[1]))
        except ValueError:
            pass
        raise Illisible("la date ne se lit pas : l’écrire comme 12/03/2025")

    def render(self, value: Any, obj: Any = None, **options: Any) -> str:
        return f"{value:%d/%m/%Y}" if value else ""


def _annee(chiffres: str) -> int:
    return int(chiffres) + (2000 if len(chiffres) == 2 else 0)


def _mois(lettres: str) -> int:
    """The one month that begins so. Raises ValueError: « jui » may be two."""
    (rang,) = (rang for rang, mois in enumerate(MOIS, 1) if mois.startswith(lettres))
    return rang


class Heure(widgets.Widget):
    """An hour of presence, to the nearest quarter; a blank cell is None."""

    def clean(self, value: Any, row: Any = None, **options: Any) -> time | None:
        if value in (None, ""):
            return None
        if isinstance(value, float) and 0 <= value < 1:
            return self._au_quart(round(value * 24 * 60))
        lu = HEURE.fullmatch(str(value).strip())
        if lu and int(lu[1]) < 24 and int(lu[2] or 0) < 60:
            return self._au_quart(int(lu[1]) * 60 + int(lu[2] or 0))
        raise Illisible("l’heure ne se lit pas : l’écrire comme 14:30")

    @staticmethod
    def _au_quart(minutes: int) -> time:
        quart = min(round(minutes / QUART), 24 * 60 // QUART - 1)
        return time(*divmod(quart * QUART, 60))

    def render(self, value: Any, obj: Any = None, **options: Any) -> str:
        return f"{value:%H:%M}" if value else ""


class Compte(widgets.Widget):
    """A count, up to a thousand; a blank cell is None."""

    def clean(self, value: Any, row: Any = None, **options: Any) -> int | None:
        if value in (None, ""):
            return None
        if not re.fullmatch(r"\d{1,3}", str(value).strip()):
            raise Illisible("un nombre entier est attendu, de 0 à 999")
        return int(str(value))

    def render(self, value: Any, obj: Any = None, **options: Any) -> str:
        return str(value) if value else ""


class Texte(widgets.CharWidget):
    def clean(self, value: Any, row: Any = None, **options: Any) -> str:
        return str(value or "").strip()

    def render(self, value: Any, obj: Any = None, **options: Any) -> str:
        return str(value or "")


@dataclass(frozen=True, slots=True)
class Repertoire:
    """What an équipe may name: by code, the label of each; and how else each is called."""

    quartiers: Mapping[str, str]
    lieux: Mapping[str, str]
    categories: Mapping[str, str]
    autres_noms: Mapping[str, Mapping[str, str]]
    sous_entendus: frozenset[str] = frozenset()


class LigneResource(resources.Resource):
    """The columns of the template, in order, for an équipe."""

    def __init__(self, repertoire: Repertoire) -> None:
        super().__init__()
        for champ in CHAMPS:
            self.fields[champ.code] = Field(champ.code, champ.entete, _widget(champ, repertoire))

    def ecrire(self, lignes: Iterable[Any]) -> list[list[str]]:
        """Rows of the template, from what bears the codes of its columns as attributes."""
        return [[str(un) for un in self.export_resource(ligne)] for ligne in lignes]

    def widget(self, code: str) -> widgets.Widget:
        return self.fields[code].widget


def _widget(champ: Champ, repertoire: Repertoire) -> widgets.Widget:
    simples = {champs.JOUR: Jour, champs.HEURE: Heure, champs.COMPTE: Compte, champs.TEXTE: Texte}
    if champ.sorte in simples:
        return simples[champ.sorte]()
    if champ.sorte == champs.CATEGORIE:
        aussi = repertoire.autres_noms.get("categorie")
        return Valeurs(repertoire.categories, aussi, repertoire.sous_entendus)
    if champ.sorte == champs.QUARTIER:
        return Valeur(repertoire.quartiers, repertoire.autres_noms.get("quartier"))
    if champ.sorte == champs.LIEU:
        return Valeur(repertoire.lieux, repertoire.autres_noms.get("lieu"))
    noms, aussi = libelles(champ.liste), _autres_noms(champ.liste)
    if champ.sorte == champs.CODES:
        return Valeurs(noms, aussi)
    if champ.code in TRANCHES:
        nombre, tranche = TRANCHES[champ.code]
        return Comptee(noms, aussi, nombre=nombre, tranche=tranche)
    return Valeur(noms, aussi)


@cache
def _autres_noms(liste: str) -> dict[str, str]:
    lus = json.loads((Path(__file__).parent / "aussi.json").read_text(encoding="utf-8"))
    partout = lus["*"] if NON_RENSEIGNE in libelles(liste) else {}
    return {**partout, **lus.get(liste, {})}


def _entier(texte: str) -> int | None:
    lu = re.fullmatch(r"(\d{1,3})(?:\s*ans)?", texte.strip())
    return int(lu[1]) if lu else None


def _minutes(texte: str) -> int | None:
    texte = texte.strip().lower()
    if lu := MINUTES.fullmatch(texte):
        return int(lu[1])
    lu = HEURES_ET_MINUTES.fullmatch(texte)
    return int(lu[1]) * 60 + int(lu[2] or 0) if lu else None


def _age(ans: int) -> str:
    """Under twelve is a passage only: it is in no bracket."""
    bornes = [(12, 17), (18, 24), (25, 39), (40, 59), (60, 69), (70, 74)]
    for debut, fin in bornes:
        if debut <= ans <= fin:
            return f"{debut}_{fin}"
    if 75 <= ans <= 120:
        return "75_plus"
    raise Inconnue(str(ans))


def _personnes(combien: int) -> str:
    if combien == 0:
        raise Inconnue("0")
    return "6_plus" if combien > 5 else "3_5" if combien > 2 else str(combien)


def _duree(minutes: int) -> str:
    bornes = [(5, "moins_5"), (15, "5_15"), (30, "15_30"), (61, "30_60")]
    return next((code for fin, code in bornes if minutes < fin), "plus_60")


TRANCHES: dict[str, tuple[Callable[[str], int | None], Callable[[int], str]]] = {
    "tranche_age": (_entier, _age),
    "nb_personnes": (_entier, _personnes),
    "duree": (_minutes, _duree),
}
