"""The fixed sentences of the card: the same keys in every language, hours written alike."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.orientations.langues import CODES, DOSSIER, FRANCAIS, INSECABLE, langues
from territoires.horaires import MINUIT, Plage, en_mots

TOUTES = [pytest.param(un, id=un) for un in CODES]
heures = st.integers(0, 95).map(lambda quart: f"{quart // 4:02}:{15 * (quart % 4):02}")
plages = st.lists(heures, min_size=2, max_size=6, unique=True).map(
    lambda bornes: list(zip(sorted(bornes)[::2], sorted(bornes)[1::2], strict=False))
)
journees = st.one_of(st.none(), st.just([]), st.just([("00:00", MINUIT)]), plages)


def cles(contenu: object) -> object:
    """The shape of a file, without its words."""
    if isinstance(contenu, dict):
        return {cle: cles(valeur) for cle, valeur in contenu.items()}
    return len(contenu) if isinstance(contenu, list) else None


@pytest.mark.parametrize("code", TOUTES)
def test_every_file_has_the_keys_of_the_french_one(code: str):
    lu, francais = (
        json.loads((DOSSIER / f"{un}.json").read_text(encoding="utf-8")) for un in (code, FRANCAIS)
    )
    assert cles(lu) == cles(francais)
    assert lu["code"] == code
    assert lu["direction"] == ("rtl" if code == "ar" else "ltr")


@pytest.mark.parametrize("code", TOUTES)
def test_every_form_keeps_the_blanks_of_the_french_one(code: str):
    blancs = {
        cle: {un.lower()[0] for un in re.findall(r"{(\w+)}", forme)}
        for cle, forme in langues()[code].heures.items()
    }
    francais = langues()[FRANCAIS].heures
    for cle, trouves in blancs.items():
        voulus = {un[0] for un in re.findall(r"{(\w+)}", francais[cle])}
        assert trouves == voulus | ({"m"} if cle == "heure_pile" and "m" in trouves else set())


def test_no_file_is_left_out():
    assert sorted(un.stem for un in DOSSIER.glob("*.json")) == sorted(CODES)


def test_a_translation_nobody_read_again_says_so():
    assert {code for code, une in langues().items() if une.a_relire} == {
        code for code, une in langues().items() if une.relue_par is None and code != FRANCAIS
    }


@given(journees)
def test_french_is_written_as_everywhere_else(jour: list[Plage] | None):
    ecrit = langues()[FRANCAIS].en_mots(jour)
    assert ecrit.replace(INSECABLE, " ") == en_mots(jour)


@given(st.lists(journees, min_size=7, max_size=7))
def test_the_days_are_gathered_alike_in_every_language(jours: list[list[Plage] | None]):
    nombres = {code: len(une.semaine(jours)) for code, une in langues().items()}
    assert len(set(nombres.values())) == 1


@pytest.mark.parametrize(
    ("code", "attendu"),
    [
        ("fr", ("lundi à mercredi", "9\u202fh à 12\u202fh\u202f30, 14\u202fh à minuit")),
        ("en", ("Monday to Wednesday", "9:00 to 12:30, 14:00 to midnight")),
        ("ar", ("من الإثنين إلى الأربعاء", "من 09:00 إلى 12:30، من 14:00 إلى منتصف الليل")),
        ("tr", ("pazartesi – çarşamba", "09.00 – 12.30, 14.00 – gece yarısı")),
        ("uk", ("понеділок – середа", "9:00 – 12:30, 14:00 – опівночі")),
        ("pt", ("segunda-feira a quarta-feira", "9h – 12h30, 14h – meia-noite")),
        ("es", ("lunes a miércoles", "de 9:00 a 12:30, de 14:00 a medianoche")),
    ],
)
def test_hours_are_written_in_each_language(code: str, attendu: tuple[str, str]):
    matin_et_soir: list[Plage] = [("09:00", "12:30"), ("14:00", MINUIT)]
    quand, heures = langues()[code].semaine([matin_et_soir] * 3 + [[]] * 4)[0]
    assert (quand, heures.replace(INSECABLE, " ")) == attendu
