"""Before publishing: what will be shown, what will be hidden and why, in words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from medlove.templatetags.francais import compte
from sessions.publication.construction import CelluleComptee, Motif

TITRES = {
    "T1": "Besoins par quartier",
    "T2": "Familles et domaines de besoin",
    "T3": "Les personnes",
    "T4": "Réponses, exigences, suites",
    "T5": "Ce que l’équipe a fait",
    "T6": "Rencontres par quartier",
    "T7": "Exigences par domaine",
}
POURQUOI = {
    Motif.PETITE: "de 0 à 10",
    Motif.SEUIL: "de 11 à 15, tirée au sort pour que le seuil ne se devine pas",
    Motif.HOMOGENE: "presque tout de son ensemble : elle dirait ce qu’est chacun",
}


@dataclass(frozen=True, slots=True)
class TableApercue:
    """A table of the catalogue: how many of its cells are shown, why others are hidden."""

    code: str
    titre: str
    montrees: int
    total: int
    cachees: tuple[tuple[str, int], ...]

    @property
    def exacte(self) -> bool:
        return self.code == "T5" and not self.cachees


@dataclass(frozen=True, slots=True)
class Ecart:
    """How far published values are from counts, over the cells shown of 20 and more."""

    cellules: int
    moyen_dixiemes: int

    @property
    def phrase(self) -> str:
        """« 3,2 »: the mean distance."""
        return f"{self.moyen_dixiemes / 10:.1f}".replace(".", ",")


def tables(cellules: Sequence[CelluleComptee]) -> list[TableApercue]:
    codes = sorted({une.cle.table for une in cellules})
    return [_table(code, [une for une in cellules if une.cle.table == code]) for code in codes]


def ecart(cellules: Sequence[CelluleComptee]) -> Ecart | None:
    """None when no cell that large is shown; T5 is exact and left out."""
    ecarts = [
        abs(une.valeur - une.compte.nombre)
        for une in cellules
        if une.cle.table != "T5" and une.valeur is not None and une.compte.nombre >= 20
    ]
    return Ecart(len(ecarts), round(10 * sum(ecarts) / len(ecarts))) if ecarts else None


def _table(code: str, cellules: Sequence[CelluleComptee]) -> TableApercue:
    motifs = Counter(une.motif for une in cellules if une.motif)
    return TableApercue(
        code=code,
        titre=TITRES[code],
        montrees=sum(1 for une in cellules if une.valeur is not None),
        total=len(cellules),
        cachees=tuple(
            (f"{compte(motifs[motif], 'cellule')} {POURQUOI[motif]}", motifs[motif])
            for motif in Motif
            if motifs[motif]
        ),
    )
