"""A rule for every field of every table: what it may tell of somebody, how long it stays."""

from sessions.conservation.registre import comptes, equipe, terrain
from sessions.conservation.registre.regle import Nature, Regle, Table, regles

TABLES: tuple[Table, ...] = (*terrain.TABLES, *equipe.TABLES, *comptes.TABLES)

__all__ = ["TABLES", "Nature", "Regle", "Table", "regles"]
