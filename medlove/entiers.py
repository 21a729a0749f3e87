"""Whole numbers that both databases hold.

PostgreSQL refuses one too large for its column, and the form says so. SQLite takes it, until a
backup or an export has to go into the other one; past 64 bits it fails.
"""

from typing import Any

from django import forms


class PetitEntier(forms.IntegerField):
    """For a column of two bytes."""

    au_plus = 2**15 - 1

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_value": self.au_plus, **options})


class GrandEntier(PetitEntier):
    """For a column of four bytes."""

    au_plus = 2**31 - 1
