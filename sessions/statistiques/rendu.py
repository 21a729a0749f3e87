"""Tables as the page draws them: a bar a row, a tint a cell, columns over time."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.dates import MONTHS_AP
from django.utils.safestring import SafeString

from sessions.nomenclatures.listes import NON_RENSEIGNE
from sessions.periodes import Trimestre
from sessions.statistiques.figures.barres import barre_de_ligne
from sessions.statistiques.figures.colonnes import Bande, Colonne, colonnes
from sessions.statistiques.figures.figure import Figure
from sessions.statistiques.table import Ligne, Table
from sessions.statistiques.tables import Matrice, Section, Teinte

PART = "Part"
# A table of more columns leaves its bars no room.
ETROITES_JUSQU_A = 3


@dataclass(frozen=True, slots=True)
class Case:
    """A cell; in a crossing, its share of the row and its class of tint (1 to 5), if any.

    `nul`: nought, to be written paler, for the eye to go to the others.
    """

    texte: str
    part: str = ""
    teinte: int | None = None
    nul: bool = False


@dataclass(frozen=True, slots=True)
class Rangee:
    ligne: Ligne
    cases: tuple[Case, ...]
    barre: SafeString | str = ""


@dataclass(frozen=True, slots=True)
class Vue:
    """A table to be drawn. `barree`: its rows have a bar, that draws their share."""

    table: Table
    rangees: list[Rangee]
    barree: bool = False
    croisee: bool = False

    @property
    def large(self) -> bool:
        """Too wide for half a sheet of paper."""
        return len(self.table.colonnes) > ETROITES_JUSQU_A


@dataclass(frozen=True, slots=True)
class VueDeSection:
    section: Section
    vues: list[Vue]
    figure: Figure | None = None


def presenter(section: Section, figure: Figure | None = None) -> VueDeSection:
    vues = [*map(_vue, section.tables), *map(_vue_croisee, section.matrices)]
    return VueDeSection(section, vues, figure)


def _vue(table: Table) -> Vue:
    rang = next((r for r, nom in enumerate(table.colonnes) if nom.startswith(PART)), None)
    points = [
        # What is not known would dwarf what is.
        0 if rang is None or ligne.code == NON_RENSEIGNE else ligne.cellules[rang].nombre or 0
        for ligne in table.lignes
    ]
    plus_grande = max(points, default=0) if len(table.colonnes) <= ETROITES_JUSQU_A else 0
    return Vue(
        table,
        [
            Rangee(
                ligne,
                tuple(Case(une.texte) for une in ligne.cellules),
                barre_de_ligne(point, plus_grande) if plus_grande else "",
            )
            for ligne, point in zip(table.lignes, points, strict=True)
        ],
        barree=bool(plus_grande),
    )


def _vue_croisee(matrice: Matrice) -> Vue:
    return Vue(
        matrice.table,
        [
            Rangee(ligne, tuple(_cases(ligne, teintes)))
            for ligne, teintes in zip(matrice.table.lignes, matrice.teintes, strict=True)
        ],
        croisee=True,
    )


def _cases(ligne: Ligne, teintes: tuple[Teinte, ...]) -> Iterator[Case]:
    """The cells, then the margin."""
    *cellules, marge = ligne.cellules
    for cellule, teinte in zip(cellules, teintes, strict=True):
        classe = None if teinte.classe is None else teinte.classe + 1
        yield Case(cellule.texte, teinte.part, classe, nul=cellule.nombre == 0)
    yield Case(marge.texte)


def dessiner_l_evolution(table: Table) -> Figure | None:
    """The columns of a table whose rows are moments; None with a single one."""
    if len(table.lignes) < 2:
        return None
    bandes = [
        Bande(
            titre,
            [
                Colonne(ligne.cellules[rang].nombre, ligne.cellules[rang].texte)
                for ligne in table.lignes
            ],
        )
        for rang, titre in enumerate(table.colonnes)
    ]
    premiere, derniere = table.lignes[0], table.lignes[-1]
    return colonnes(
        bandes,
        [_moment(ligne.code) for ligne in table.lignes],
        f"{', '.join(table.colonnes)}, de {premiere.libelle.lower()} à "
        f"{derniere.libelle.lower()}. Le tableau donne les mêmes nombres.",
    )


def _moment(code: str) -> str:
    """« 2026-03 » → « mars 26 »; « 2026-T3 » → « T3 2026 »."""
    if "-T" in code:
        trimestre = Trimestre.lire(code)
        return f"T{trimestre.rang} {trimestre.annee}"
    annee, mois = code.split("-")
    return f"{MONTHS_AP[int(mois)]} {annee[2:]}"
