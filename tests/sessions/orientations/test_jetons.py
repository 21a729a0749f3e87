"""The code told by phone and the empreinte it comes from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.orientations.jetons import code_court, debut_d_empreinte, forger, hacher

EMPREINTES = st.binary(min_size=32, max_size=32).map(bytes.hex)


@given(EMPREINTES)
def test_an_empreinte_begins_as_its_code_says(empreinte: str):
    assert empreinte.startswith(debut_d_empreinte(code_court(empreinte)))


@pytest.mark.parametrize("code", ["", "ABCDE", "ABCDEFG", "ABCDE0", "abcdef", "ÀBCDEF", "ABC DE"])
def test_what_is_no_code_is_told_apart(code: str):
    with pytest.raises(ValueError, match=r"letters|base32|ASCII"):
        debut_d_empreinte(code)


def test_a_token_is_read_however_it_was_typed():
    jeton = forger()
    assert hacher(f" {jeton.lower()} ") == hacher(jeton)
