"""A number that one database holds is one that the other holds too."""

from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.urls import get_resolver, reverse

from sessions.demenagement.cellules import ENTIERS
from tests.personnes import Personne

# Compared with the one that is there, never written.
COMPAREE = "edition"


def modeles() -> Iterator[type[forms.ModelForm[Any]]]:
    assert get_resolver().url_patterns  # once the addresses are known, so are the forms
    a_lire: list[Any] = [forms.ModelForm]
    while a_lire:
        forme = a_lire.pop()
        a_lire += forme.__subclasses__()
        if forme.__module__.startswith(("medlove", "sessions", "territoires")):
            yield forme


def trop_large(forme: type[forms.ModelForm[Any]], colonne: Any) -> bool:
    champ = forme.base_fields.get(colonne.name)
    if not isinstance(champ, forms.IntegerField) or type(colonne) not in ENTIERS:
        return False
    return champ.max_value is None or champ.max_value > ENTIERS[type(colonne)][1]


def test_no_form_takes_a_number_that_its_column_cannot_hold_everywhere():
    vus = [
        f"{forme.__name__}.{colonne.name}"
        for forme in modeles()
        if (modele := forme._meta.model)
        for colonne in modele._meta.concrete_fields
        if colonne.name != COMPAREE and trop_large(forme, colonne)
    ]
    assert not vus


@pytest.mark.parametrize("minutes", ["32768", "9" * 30])
def test_a_number_too_large_is_refused_beside_its_field(minutes: str, coordination: Personne):
    """Past 64 bits SQLite has no answer but a fault."""
    dit = {"nom": "Jeu", "origine": "invente", "minutes": minutes}
    page = coordination.post(reverse("outils:nouveau"), dit)
    assert page.status_code == 200
    assert "inférieure ou égale à 32767" in page.content.decode()
