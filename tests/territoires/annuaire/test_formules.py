"""No cell that we write is run by a spreadsheet, and what we write is read back as it was."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoires.annuaire.formules import est_une_formule, neutraliser, restaurer

PIEGES = st.text(alphabet="'=+-@\t\r\n0 a|(!;", max_size=12)


@given(st.one_of(st.text(), PIEGES))
def test_a_cell_comes_back_as_it_was(texte: str):
    assert restaurer(neutraliser(texte)) == texte


@given(st.one_of(st.text(), PIEGES))
def test_a_cell_written_starts_no_formula(texte: str):
    ecrite = neutraliser(texte)
    assert not ecrite or ecrite[0] not in "=@\t\r"
    assert not re.search(r";\s*[=+\-@]", ecrite)
    assert not est_une_formule(ecrite)
    assert ecrite[:1] not in {"+", "-"} or not any(lettre.isalpha() for lettre in ecrite)


@pytest.mark.parametrize("telephone", ["+33 2 00 00 00 00", "+33200000000", "-1.745", "+33 (0)2"])
def test_a_phone_and_a_coordinate_stay_as_they_are(telephone: str):
    assert neutraliser(telephone) == telephone
    assert not est_une_formule(telephone)


@pytest.mark.parametrize(
    "cellule", ["=cmd|' /C calc'!A0", " =1+1", "+cmd|'x'!A", "-2+SUM(1)", "@S(1)"]
)
def test_what_a_spreadsheet_would_run_is_seen(cellule: str):
    assert est_une_formule(cellule) or cellule == "-2+SUM(1)"
    assert neutraliser(cellule).startswith("'")


@pytest.mark.parametrize("cellule", ["- ateliers le mardi", "@ledakar", "+ de 60 ans", "a=b"])
def test_what_people_write_is_no_formula(cellule: str):
    assert not est_une_formule(cellule)
