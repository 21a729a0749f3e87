"""The tables of the field, written for one reader: one module a group of questions."""

from sessions.statistiques.tables.comptes import (
    Comptes,
    compter_pour_le_pilotage,
    compter_tout,
)
from sessions.statistiques.tables.croisement import NOMMES, PAR_DEFAUT, Croisement, croiser
from sessions.statistiques.tables.matrice import PARTS_DE_LA_LIGNE, Matrice, Teinte
from sessions.statistiques.tables.redaction import Redaction
from sessions.statistiques.tables.sections import (
    Section,
    section_croisee,
    sections_du_pilotage,
    sections_du_terrain,
)

__all__ = [
    "NOMMES",
    "PARTS_DE_LA_LIGNE",
    "PAR_DEFAUT",
    "Comptes",
    "Croisement",
    "Matrice",
    "Redaction",
    "Section",
    "Teinte",
    "compter_pour_le_pilotage",
    "compter_tout",
    "croiser",
    "section_croisee",
    "sections_du_pilotage",
    "sections_du_terrain",
]
