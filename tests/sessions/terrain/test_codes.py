"""The one-time code: fifty bits, ten minutes, five tries, one tablet."""

import re
from contextlib import suppress
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from medlove.models import Equipe, Role
from sessions.models import CodeDEnrolement
from sessions.terrain.codes import (
    ALPHABET,
    CodeRefuse,
    depenser,
    lire_code,
    ouvrir_un_code,
    reconnaitre,
)
from tests.personnes import Personne

SOSIES = {"0": "0Oo", "1": "1IiLl"}


@st.composite
def codes_tapes(draw: st.DrawFn) -> tuple[str, str]:
    """A code, and one of the ways to type it."""
    code = draw(st.text(ALPHABET, min_size=10, max_size=10))
    tape = "".join(
        draw(st.sampled_from(SOSIES.get(un, un + un.lower())))
        + draw(st.sampled_from(["", "", " ", "-", "\u2011", "\u2013", "\u00a0"]))
        for un in code
    )
    return code, tape


@given(codes_tapes())
def test_a_code_is_read_however_it_is_typed(tape: tuple[str, str]):
    assert lire_code(tape[1]) == tape[0]


@given(st.text())
def test_what_is_typed_is_a_code_or_is_refused(dit: str):
    with suppress(CodeRefuse):
        assert re.fullmatch(f"[{ALPHABET}]{{10}}", lire_code(dit))


@pytest.mark.parametrize("dit", ["", "ABCDE", "ABCDE-FGHJK-M", "ABCDE-FGHJU", "ÀBCDE-FGHJK", "😀"])
def test_what_is_no_code_is_refused(dit: str):
    with pytest.raises(CodeRefuse):
        lire_code(dit)


def test_there_are_fifty_bits_of_it():
    assert len(set(ALPHABET)) == 2**5
    assert not {"I", "L", "O", "U"} & set(ALPHABET)


def test_it_is_shown_in_two_groups_and_stored_hashed(equipe: Equipe, coordination: Personne):
    ligne, code = ouvrir_un_code(equipe, par=coordination.utilisateur)
    assert re.fullmatch(f"[{ALPHABET}]{{5}}-[{ALPHABET}]{{5}}", code)
    garde = [str(valeur) for valeur in CodeDEnrolement.objects.values_list().get()]
    assert code.replace("-", "")[4:] not in "|".join(garde)
    assert reconnaitre(code.lower()) == ligne


def test_a_new_one_of_the_équipe_makes_the_older_void_and_no_other(
    equipe: Equipe, coordination: Personne, etrangere: Personne, autre_equipe: Equipe
):
    _, ailleurs = ouvrir_un_code(autre_equipe, par=etrangere.utilisateur)
    _, premier = ouvrir_un_code(equipe, par=coordination.utilisateur)
    _, second = ouvrir_un_code(equipe, par=coordination.utilisateur)
    with pytest.raises(CodeRefuse):
        reconnaitre(premier)
    assert reconnaitre(second).equipe == equipe
    assert reconnaitre(ailleurs).equipe == autre_equipe


def test_it_lasts_ten_minutes(equipe: Equipe, coordination: Personne):
    with time_machine.travel("2026-09-15 18:00:00+02:00", tick=False) as horloge:
        ligne, code = ouvrir_un_code(equipe, par=coordination.utilisateur)
        assert ligne.expire_le == timezone.now() + timedelta(minutes=10)
        horloge.shift(timedelta(minutes=9, seconds=59))
        reconnaitre(code)
        horloge.shift(timedelta(seconds=1))
        with pytest.raises(CodeRefuse):
            reconnaitre(code)


def faux(code: str) -> str:
    """The same code, with another proof."""
    return code[:-1] + ("0" if code[-1] != "0" else "1")


@pytest.mark.parametrize(("rates", "ouvre"), [(4, True), (5, False)])
def test_five_wrong_tries_close_it(equipe: Equipe, coordination: Personne, rates: int, ouvre: bool):
    ligne, code = ouvrir_un_code(equipe, par=coordination.utilisateur)
    for _ in range(rates):
        with pytest.raises(CodeRefuse):
            reconnaitre(faux(code))
    if ouvre:
        assert reconnaitre(code) == ligne
    else:
        with pytest.raises(CodeRefuse):
            reconnaitre(code)


def test_tries_against_another_code_do_not_count_against_this_one(
    equipe: Equipe, coordination: Personne
):
    ligne, code = ouvrir_un_code(equipe, par=coordination.utilisateur)
    autre = ("0" if code[0] != "0" else "1") + code[1:]
    for _ in range(10):
        with pytest.raises(CodeRefuse):
            reconnaitre(autre)
    assert reconnaitre(code) == ligne


def test_it_is_spent_once(equipe: Equipe, coordination: Personne):
    ligne, code = ouvrir_un_code(equipe, par=coordination.utilisateur)
    depenser(reconnaitre(code))
    with pytest.raises(CodeRefuse):
        reconnaitre(code)
    with pytest.raises(CodeRefuse):
        depenser(ligne)


@pytest.mark.parametrize("champs", [{"is_active": False}, {"role": Role.MEDIATION}])
def test_it_is_void_once_its_author_no_longer_coordinates(
    equipe: Equipe, coordination: Personne, champs: dict
):
    _, code = ouvrir_un_code(equipe, par=coordination.utilisateur)
    coordination.utilisateur.appartenances.update(**champs)
    with pytest.raises(CodeRefuse):
        reconnaitre(code)
