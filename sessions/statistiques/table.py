"""A table of figures as its reader may see it: the page, its chart and its file are made of it."""

from dataclasses import dataclass, field

from sessions.statistiques.effectifs import Effectif, Part


@dataclass(frozen=True, slots=True)
class Cellule:
    """`texte` as it is read; `nombre` for a chart or a spreadsheet, None when there is none."""

    texte: str
    nombre: int | None = None

    @classmethod
    def de(cls, lu: Effectif | Part) -> "Cellule":
        return cls(lu.texte, lu.nombre if isinstance(lu, Effectif) else lu.points)


@dataclass(frozen=True, slots=True)
class Ligne:
    """One cell a column of the table, after its label. `code` is stable, `libelle` is not."""

    code: str
    libelle: str
    cellules: tuple[Cellule, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`compte` says in one sentence what is counted, over which filter; `notes` its limits.

    `ensemble` is counted, never a sum of the rows: answers may be several.
    """

    code: str
    titre: str
    compte: str
    colonnes: tuple[str, ...]
    lignes: tuple[Ligne, ...]
    ensemble: Ligne | None = None
    notes: tuple[str, ...] = field(default=())
