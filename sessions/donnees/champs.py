"""The fields of the language: each reads a JSON value, and writes it back.

`lire` gives the value to store or raises Refus; it never touches the database: a reference
is noted in the Lecture, and looked up for the whole lot at once. `attribut` names the
attribute of the model that holds the value ("" : none, the type sees to it).
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, time
from typing import Any
from uuid import UUID

from sessions.donnees.lecture import Lecture
from sessions.donnees.refus import Refus
from sessions.nomenclatures.listes import NON_RENSEIGNE, codes
from sessions.periodes import DERNIER_JOUR, PREMIER_JOUR

JOUR = re.compile(r"\d{4}-\d{2}-\d{2}")
QUART = re.compile(r"([01]\d|2[0-3]):(00|15|30|45)")
HEXA_64 = re.compile(r"[0-9a-f]{64}")
ESPACE = "\u202f"


def cite(valeur: Any) -> str:
    """A value as shown in a reason: short, between guillemets.

    What does not print is escaped: a reason is stored, and no text of PostgreSQL holds U+0000.
    """
    lisible = "".join(un if un.isprintable() else f"\\u{ord(un):04x}" for un in str(valeur)[:40])
    return f"«{ESPACE}{lisible[:40]}{ESPACE}»"


def lire_uuid(valeur: Any) -> UUID | None:
    """The UUID in the only writing accepted, 36 characters; None for anything else."""
    if type(valeur) is not str or len(valeur) != 36:
        return None
    try:
        lu = UUID(valeur)
    except ValueError:
        return None
    # Python takes hyphens anywhere: what names it in a raw element must be found there.
    return lu if str(lu) == valeur.lower() else None


class Champ:
    """A field. `sujet` is what a reason speaks of: « L’âge », « La sortie »."""

    def __init__(
        self, sujet: str, *, obligatoire: bool = False, defaut: Any = None, attribut: str = ""
    ) -> None:
        self.sujet = sujet
        self.obligatoire = obligatoire
        self.defaut = defaut
        self.attribut = attribut

    def lire(self, valeur: Any, lecture: Lecture, chemin: str) -> Any:
        raise NotImplementedError

    def ecrire(self, valeur: Any) -> Any:
        return valeur


class Code(Champ):
    """A code of a reference list."""

    def __init__(self, liste: str, sujet: str, defaut: str = NON_RENSEIGNE, **options: Any) -> None:
        super().__init__(sujet, defaut=defaut, **options)
        self.liste, self.codes = liste, codes(liste)

    def lire(self, valeur: Any, lecture: Lecture, chemin: str) -> str:
        if type(valeur) is str and valeur in self.codes:
            return valeur
        raise Refus(f"{self.sujet} {cite(valeur)} n’est pas dans la liste.")


class Codes(Champ):
    """Several codes of a reference list, none twice."""

    def __init__(self, liste: str, sujet: str, **options: Any) -> None:
        super().__init__(sujet, defaut=(), **options)
        self.liste, self.codes = liste, codes(liste)

    def lire(self, valeur: Any, lecture: Lecture, chemin: str) -> Sequence[str]:
        for code in (lus := en_liste(self.sujet, valeur)):
            if type(code) is not str or code not in self.codes:
                raise Refus(f"{self.sujet} {cite(code)} n’est pas dans la liste.")
        if len(set(lus)) < len(lus):
            raise Refus(f"{self.sujet}{ESPACE}: une même réponse est là deux fois.")
        return lus

    def ecrire(self, valeur: Any) -> list[str]:
        return list(valeur)


class Entier(Champ):
    """A whole number between two bounds, included."""

    def __init__(self, minimum: int, maximum: int, sujet: str, **options: Any) -> None:
        super().__init__(sujet, **options)
        self.minimum, self.maximum = minimum, maximum

    def lire(self, valeur: Any, lecture: Lecture, chemin: str) -> int:
        if type(valeur) is int and self.minimum <= valeur <= self.maximum:
            return valeur
        raise Refus(
            f"{self.sujet} se dit par un nombre entier, de {self.minimum} à {self.maximum}."
        )


class Texte(Champ):
    """Words, at most `longueur` code points, as typed."""

    def __init__(self, longueur: int, sujet: str, **options: Any) -> None:
        super().__init__(sujet, defaut="", **options)
        self.longueur = longueur

    def lire(self, valeur: Any, lecture: Lecture, chemin: str) -> str:
        if type(valeur) is not str or "\x00" in valeur:
            raise Refus(f"{self.sujet} n’est pas un texte lisible.")
        if len(valeur) > self.longueur:
            raise Refus(f"{self.sujet} dépasse {self.longueur} caractères{ESPACE}: raccourcir.")
        return valeur


class Booleen(Champ):
    """Yes or no; by default, not known."""

    def lire(self, valeur: Any, lecture: Lecture, chemin: str) -> bool:
        if type(valeur) is bool:
            return valeur
        raise Refus(f"{self.sujet} se dit par oui ou par non.")


class Jour(Champ):
    """A day, "2026-09-15", in a century where it can be one."""

    def lire(self, valeur: Any, lecture: Lecture, chemin: str) -> date:
        if (jour := _jour(valeur)) is None:
            raise Refus(f"{self.sujet} {cite(valeur)} n’est pas un jour du calendrier.")
        if not PREMIER_JOUR <= jour <= DERNIER_JOUR:
            raise Refus(f"{self.sujet} {cite(valeur)} est trop loin{ESPACE}: de 2000 à 2100.")
        return jour

    def ecrire(self, valeur: date) -> str:
        return valeur.isoformat()


def _jour(valeur: Any) -> date | None:
    if type(valeur) is not str or not JOUR.fullmatch(valeur):
        return None
    try:
        return date.fromisoformat(valeur)
    except ValueError:
        return None


class Quart(Champ):
    """A time to the quarter of an hour, "14:15": nothing finer is ever kept."""

    def lire(self, valeur: Any, lecture: Lecture, chemin: str) -> time:
        if type(valeur) is str and (heure := QUART.fullmatch(valeur)):
            return time(int(heure[1]), int(heure[2]))
        raise Refus(f"{self.sujet} se note au quart d’heure, comme 14:15.")

    def ecrire(self, valeur: time) -> str:
        return f"{valeur:%H:%M}"


class Hachage(Champ):
    """A SHA-256 in hexadecimal."""

    def lire(self, valeur: Any, lecture: Lecture, chemin: str) -> str:
        if type(valeur) is str and HEXA_64.fullmatch(valeur):
            return valeur
        raise Refus(f"{self.sujet} n’a pas la forme attendue.")


class Identifiant(Champ):
    """The id a tablet minted for a part of an element."""

    def lire(self, valeur: Any, lecture: Lecture, chemin: str) -> UUID:
        if (lu := lire_uuid(valeur)) is None:
            raise Refus(f"{self.sujet} n’est pas un identifiant.")
        return lu

    def ecrire(self, valeur: UUID) -> str:
        return str(valeur)


class Reference(Champ):
    """A row of another table, by id or by key; `sorte` names it in `references`."""

    def __init__(
        self,
        sorte: str,
        sujet: str,
        *,
        cle: Callable[[Any], Any] = lire_uuid,
        **options: Any,
    ) -> None:
        super().__init__(sujet, **options)
        self.sorte, self.cle = sorte, cle

    def lire(self, valeur: Any, lecture: Lecture, chemin: str) -> Any:
        if (cle := self.cle(valeur)) is None:
            raise Refus(f"{self.sujet} {cite(valeur)} n’a pas la forme attendue.")
        lecture.citer(chemin, self.sorte, cle)
        return cle

    def ecrire(self, valeur: Any) -> str:
        return str(valeur)


class References(Reference):
    """Several rows of another table, none twice."""

    def __init__(self, sorte: str, sujet: str, **options: Any) -> None:
        super().__init__(sorte, sujet, defaut=(), **options)

    def lire(self, valeur: Any, lecture: Lecture, chemin: str) -> list[Any]:
        lire = super().lire
        lus = [lire(un, lecture, chemin) for un in en_liste(self.sujet, valeur)]
        if len(set(lus)) < len(lus):
            raise Refus(f"{self.sujet}{ESPACE}: la même entrée est là deux fois.")
        return lus


def en_liste(sujet: str, valeur: Any, maximum: int = 50) -> Sequence[Any]:
    """The value, when it is a list of a reasonable length."""
    if type(valeur) is not list or len(valeur) > maximum:
        raise Refus(f"{sujet}{ESPACE}: il faut une liste, de {maximum} entrées au plus.")
    return valeur
