"""The cells of a column as values, each distinct one read once, as the file was matched."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sessions.transferts.champs import PAR_CODE, Champ
from sessions.transferts.resource import Illisible, Inconnue, LigneResource, Valeur
from sessions.transferts.tableau import Cellule

# What a value may be matched to besides a code: nothing is noted, or its rows are left aside.
RIEN, ECARTER = "-", "!"


@dataclass(frozen=True)
class Choix:
    """What the coordinator matched: the columns by rank, the values by column, and what the file
    does not say.

    `valeurs`: by code of column, the code of each value of no list, RIEN or ECARTER.
    """

    colonnes: dict[int, str] = field(default_factory=dict)
    valeurs: dict[str, dict[str, str]] = field(default_factory=dict)
    creneau: str = ""
    quartier: int | None = None

    def en_json(self) -> dict[str, Any]:
        return {
            "colonnes": {str(rang): code for rang, code in self.colonnes.items()},
            "valeurs": self.valeurs,
            "creneau": self.creneau,
            "quartier": self.quartier,
        }

    @classmethod
    def de_json(cls, lu: Mapping[str, Any]) -> "Choix":
        return cls(
            {int(rang): code for rang, code in lu.get("colonnes", {}).items()},
            lu.get("valeurs", {}),
            lu.get("creneau", ""),
            lu.get("quartier"),
        )


@dataclass(frozen=True, slots=True)
class Lu:
    """What a cell says: a value, else why it has none."""

    valeur: Any = None
    motif: str = ""
    inconnues: tuple[str, ...] = ()
    ecartee: str = ""


class Colonne:
    """A column of a file, as one of ours."""

    def __init__(self, champ: Champ, resource: LigneResource, associees: Mapping[str, str]) -> None:
        self.champ = champ
        self.widget = resource.widget(champ.code)
        self.associees = associees

    def lire(self, cellules: Iterable[Cellule]) -> dict[Cellule, Lu]:
        return {une: self._lire(une) for une in set(cellules)}

    def _lire(self, cellule: Cellule) -> Lu:
        if not isinstance(self.widget, Valeur):
            try:
                return Lu(self.widget.clean(cellule))
            except Illisible as erreur:
                return Lu(motif=str(erreur))
        codes, inconnues = [], []
        for texte in self.widget.morceaux(cellule):
            dit = self.associees.get(texte)
            if dit == ECARTER:
                return Lu(ecartee=texte)
            if dit == RIEN:
                continue
            try:
                codes.append(dit if dit in self.widget.noms else self.widget.un(texte))
            except Inconnue:
                inconnues.append(texte)
        if inconnues:
            return Lu(inconnues=tuple(inconnues))
        return Lu(self.widget.reunir([un for un in codes if un]))


def inconnues(
    colonne: Colonne, cellules: Iterable[Cellule], lues: Mapping[Cellule, Lu]
) -> Counter[str]:
    """The values of no list, with how many rows hold each."""
    comptes: Counter[str] = Counter()
    for cellule, fois in Counter(cellules).items():
        for texte in lues[cellule].inconnues:
            comptes[texte] += fois
    return comptes


def colonne(code: str, resource: LigneResource, choix: Choix) -> Colonne:
    return Colonne(PAR_CODE[code], resource, choix.valeurs.get(code, {}))
