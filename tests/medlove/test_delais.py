"""Delays: shortened if one likes, never lengthened."""

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medlove.checks import nothing_is_kept_longer
from medlove.delais import PLAFONDS, Delais, il_y_a, reglage

RACINE = Path(__file__).resolve().parents[2]
JOURS = st.dates(date(2020, 1, 1), date(2060, 12, 31))


def test_the_ceilings_are_those_of_the_rule():
    assert PLAFONDS == {
        "notes_jours": 90,
        "auteurs_jours": 90,
        "envies_jours": 30,
        "bruts_jours": 30,
        "rencontres_mois": 24,
        "bilans_mois": 24,
        "journal_mois": 12,
    }


@pytest.mark.parametrize("nom", PLAFONDS)
def test_a_delay_may_be_shortened_and_not_lengthened(nom: str, settings: Any):
    settings.MEDLOVE_DELAIS = Delais(**{nom: PLAFONDS[nom] - 1})
    assert nothing_is_kept_longer(None) == []
    settings.MEDLOVE_DELAIS = Delais(**{nom: PLAFONDS[nom] + 1})
    [erreur] = nothing_is_kept_longer(None)
    assert erreur.id == "medlove.E004"
    assert reglage(nom) in erreur.msg


@pytest.mark.parametrize("nom", PLAFONDS)
def test_each_is_read_from_the_environment(nom: str):
    lus: dict[str, int] = {}

    def env_int(reglage: str, defaut: int, minimum: int) -> int:
        assert minimum == 1
        lus[reglage] = defaut
        return 7 if reglage == f"MEDLOVE_{nom.upper()}" else defaut

    assert Delais.lus(env_int) == Delais(**{nom: 7})
    assert list(lus.values()) == list(PLAFONDS.values())


@pytest.mark.complet
def test_the_program_refuses_to_start_with_a_longer_one():
    lance = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=RACINE,
        env=os.environ | {"MEDLOVE_NOTES_JOURS": "91", "DEBUG": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert lance.returncode == 1
    assert "MEDLOVE_NOTES_JOURS vaut 91" in lance.stderr


@given(JOURS, st.integers(1, 36))
def test_months_are_counted_on_the_calendar(jour: date, mois: int):
    """The last day whose term has come: the one after it is not over yet."""
    limite = il_y_a(jour, mois=mois)
    assert (jour.year - limite.year) * 12 + jour.month - limite.month in {mois, mois - 1}
    assert il_y_a(jour - timedelta(days=1), mois=mois) <= limite
    assert limite <= il_y_a(jour, mois=mois - 1 or 1)


@pytest.mark.parametrize(
    ("saisi", "terme"),
    [
        (date(2026, 9, 15), date(2028, 9, 15)),
        (date(2024, 2, 29), date(2026, 2, 28)),
        (date(2024, 3, 1), date(2026, 3, 1)),
        (date(2026, 12, 31), date(2028, 12, 31)),
    ],
)
def test_what_was_entered_that_day_is_two_years_old_on_that_one(saisi: date, terme: date):
    assert saisi <= il_y_a(terme, mois=24)
    assert saisi > il_y_a(terme - timedelta(days=1), mois=24)


@given(JOURS)
def test_by_default_two_whole_years_are_kept_after_their_own(jour: date):
    assert Delais().premiere_annee(jour) == jour.year - 2
    assert Delais().depart_des_rencontres(jour.year) == date(jour.year + 3, 1, 1)


@given(JOURS, st.integers(1, 24))
def test_a_shorter_one_keeps_no_more(jour: date, mois: int):
    delais = Delais(rencontres_mois=mois)
    annee = delais.premiere_annee(jour)
    assert delais.depart_des_rencontres(annee) > jour
    assert delais.depart_des_rencontres(annee - 1) <= jour
