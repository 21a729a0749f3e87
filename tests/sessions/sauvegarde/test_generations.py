"""Which backups of a folder stay: the rule that docs/sauvegarde.md gives."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sessions.sauvegarde.generations import JOURS, MOIS, SEMAINES, a_garder, du_dossier, nom_de

DEPART = datetime(2026, 1, 1, 3, 30, tzinfo=UTC)


def chaque_nuit(jours: int) -> list[Path]:
    nuits = [DEPART + timedelta(days=rang) for rang in range(jours)]
    return [Path(nom_de(nuit, scellee=True)) for nuit in nuits]


def test_after_a_year_of_nights_seven_days_four_weeks_and_three_months_remain():
    gardees: list[Path] = []
    for une in chaque_nuit(365):
        gardees = a_garder([*gardees, une])
    assert [une.name[8:16] for une in gardees] == [
        *(f"202612{jour}" for jour in range(31, 24, -1)),
        "20261220",  # the last of its week
        "20261213",
        "20261130",  # the last of its month
        "20261031",
    ]


@given(st.sets(st.integers(0, 2000), min_size=1, max_size=60))
def test_the_last_one_stays_and_what_is_kept_is_bounded(heures: set[int]):
    faites = [Path(nom_de(DEPART + timedelta(hours=une), scellee=False)) for une in heures]
    gardees = a_garder(faites)
    assert gardees[0] == max(faites, key=lambda une: une.name)
    assert len(gardees) <= JOURS + SEMAINES + MOIS
    assert a_garder(gardees) == gardees


@given(st.integers(1, 9), st.integers(1, 20))
def test_with_a_number_the_last_ones_stay(nombre: int, jours: int):
    faites = chaque_nuit(jours)
    assert a_garder(faites, nombre) == faites[::-1][:nombre]


def test_what_is_not_a_backup_of_ours_is_not_counted(tmp_path: Path):
    for nom in ("notes.txt", "medlove-hier.tar.gz", nom_de(DEPART, scellee=True)):
        (tmp_path / nom).touch()
    assert [une.name for une in du_dossier(tmp_path)] == ["medlove-20260101T033000Z.scellee"]
