"""Several values in one column, as the national schema of places writes them: a|b|c."""

from typing import Any

from django.db import models

SEPARATEUR = "|"


class ChampListe(models.TextField):
    """A list of short texts, kept "|a|b|": one column that both databases can search.

    `champ__comprend="a"` finds the rows that hold the value "a", whole. A value holds no "|".
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"default": list, "blank": True, **options})

    def from_db_value(self, valeur: str | None, expression: Any, connection: Any) -> list[str]:
        return self.to_python(valeur)

    def to_python(self, valeur: Any) -> list[str]:
        """A list, or the text of one; the order given, empty values and repeats apart."""
        if isinstance(valeur, str):
            valeur = valeur.split(SEPARATEUR)
        return list(dict.fromkeys(une.strip() for une in valeur or () if une.strip()))

    def get_prep_value(self, valeur: Any) -> str:
        if valeurs := self.to_python(valeur):
            return f"{SEPARATEUR}{SEPARATEUR.join(valeurs)}{SEPARATEUR}"
        return ""

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))


@ChampListe.register_lookup
class Comprend(models.lookups.Contains):
    """Holds this value, whole: "Adultes" is not found in "Jeunes adultes"."""

    lookup_name = "comprend"

    def get_prep_lookup(self) -> str:
        return f"{SEPARATEUR}{self.rhs}{SEPARATEUR}"

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        return connection.operators["contains"] % rhs
