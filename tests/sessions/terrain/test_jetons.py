"""The tokens of cards: the tablet (tests/js/terrain/jeton.test.js) and the server agree."""

import json
import re
from base64 import b32decode
from pathlib import Path

import pytest

from sessions.orientations.jetons import code_court, forger, hacher

VECTEURS: list[dict[str, str]] = json.loads(Path(__file__).with_name("jetons.json").read_text())


@pytest.mark.parametrize("vecteur", VECTEURS, ids=lambda vecteur: vecteur["code"])
def test_a_token_is_hashed_and_shortened_as_the_tablet_does(vecteur: dict[str, str]):
    assert b32decode(vecteur["jeton"] + "======").hex() == vecteur["octets"]
    assert hacher(vecteur["jeton"]) == vecteur["empreinte"]
    assert code_court(vecteur["empreinte"]) == vecteur["code"]


def test_a_token_forged_here_is_one_that_the_tablet_could_forge():
    assert re.fullmatch(r"[A-Z2-7]{26}", forger())
