"""What a file holds, whatever its format: a first sheet that says what it is, then tables."""

from dataclasses import dataclass

from sessions.statistiques.effectifs import FINE, milliers
from sessions.statistiques.table import Cellule, Ligne, Table
from territoires.annuaire.formules import neutraliser

INTERNE = "Interne, ne pas diffuser"
DEFINITIONS = (
    f"«{FINE}<{FINE}5{FINE}» veut dire de 1 à 4{FINE}: ces nombres ne sont pas écrits, ni les "
    "parts qui en viennent («\u202fmasqué\u202f»).",
    "Le quartier est celui de la halte, pas celui où la personne habite.",
    "Une rencontre qui porte deux besoins d’une même sorte y compte une fois.",
    "Les données sont sans identité, et protégées comme des données personnelles.",
)

Valeur = str | int | float
SANS_PLACE = dict.fromkeys({*range(32)} - {ord(signe) for signe in "\t\n\r"})


def ecrivable(texte: str) -> str:
    """A text that a spreadsheet opens, and does not run: XML has no room for some characters."""
    return neutraliser(texte.translate(SANS_PLACE))


@dataclass(frozen=True, slots=True)
class Document:
    """`entete` are labels and what they say; only one of them, the day, changes from one day
    to the next. `nom` is that of the file, without its extension."""

    nom: str
    titre: str
    entete: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    definitions: tuple[str, ...] = DEFINITIONS

    @property
    def lignes(self) -> int:
        return sum(len(une.lignes) for une in self.tables)

    def premiere(self) -> list[list[str]]:
        """The rows of the first sheet."""
        return [
            [INTERNE],
            [ecrivable(self.titre)],
            *([libelle, ecrivable(dit)] for libelle, dit in self.entete),
            *(["À savoir", une] for une in self.definitions),
        ]


@dataclass(frozen=True, slots=True)
class Part:
    """A share, in whole points."""

    points: int


def valeur(cellule: Cellule) -> str | int | Part:
    """A number where the text is one and nothing else, so that a spreadsheet counts with it;
    else the text, as it is read on the page."""
    if cellule.nombre is not None:
        if cellule.texte == milliers(cellule.nombre):
            return cellule.nombre
        if cellule.texte == f"{cellule.nombre}{FINE}%":
            return Part(cellule.nombre)
    return ecrivable(cellule.texte)


def rangees(table: Table) -> list[list[str | int | Part]]:
    """The rows of a table: headings, lines, then the whole."""
    lignes: list[Ligne] = [*table.lignes, *([table.ensemble] if table.ensemble else [])]
    return [
        ["", *map(ecrivable, table.colonnes)],
        *([ecrivable(une.libelle), *map(valeur, une.cellules)] for une in lignes),
    ]


def chapeau(table: Table) -> list[str]:
    """What stands above it: its title, what it counts, its limits."""
    return [ecrivable(un) for un in (table.titre, table.compte, *table.notes) if un]
